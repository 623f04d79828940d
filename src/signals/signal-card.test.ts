import { expect, test } from 'vitest'
import type { EntrySignal } from '../core/signal.ts'
import { gradeOf, scoreOf } from './grade.ts'
import { bestSignal, describeCard, type SignalCard, signalCard } from './signal-card.ts'

const PLACE = {
  symbol: 'BTC/USDT',
  strategy: 'momentum',
  at: Date.UTC(2024, 0, 2),
  ageBars: 3,
  price: 42_500,
  regime: 'trending',
  madeFor: ['trending'],
  invalidation: 'ADX below 20',
} as const
const LONG: EntrySignal = { side: 'long', confidence: 0.8, stopLoss: 41_800, reason: 'EMA cross' }

test('a signal without targets gets 1R, 2R and 3R with 50, 30 and 20 %', () => {
  const card = signalCard(LONG, PLACE)
  expect(card.targets).toEqual([
    { price: 43_200, share: 0.5, r: 1 },
    { price: 43_900, share: 0.3, r: 2 },
    { price: 44_600, share: 0.2, r: 3 },
  ])
  expect(card.rewardToRisk).toBeCloseTo(1.7, 12)
  expect(card.riskPct).toBeCloseTo((700 / 42_500) * 100, 12)
  // Half of 0.8, a quarter of 1.7 / 3, and a full quarter for the regime that it is made for.
  expect(card.score).toBeCloseTo(40 + (25 * 1.7) / 3 + 25, 9)
  expect(card.grade).toBe('A')
})

test('is told in words', () => {
  expect(describeCard(signalCard(LONG, PLACE), (value) => value.toFixed(1))).toEqual([
    'A  BTC/USDT LONG by momentum (confidence 0.80, score 79)',
    'entry 42500.0, stop 41800.0 (1.65 %), TP1 43200.0 (1.0R, 50 %), TP2 43900.0 (2.0R, 30 %), TP3 44600.0 (3.0R, 20 %); the stop goes to the entry after TP1',
    'why: EMA cross; the market is trending',
    'void when: ADX below 20',
  ])
})

test('a short with a target of its own, in distances', () => {
  const card = signalCard({ side: 'short', confidence: 0.5, stopLossPct: 2, takeProfitPct: 4, reason: 'x' }, PLACE)
  expect(card.stopPrice).toBeCloseTo(43_350, 9)
  expect(card.targets).toHaveLength(1)
  expect(card.targets[0]?.price).toBeCloseTo(40_800, 9)
  expect(card.targets[0]?.r).toBeCloseTo(2, 9)
})

test('grades are limits of the score', () => {
  expect([100, 75, 74.9, 60, 59.9, 45, 44.9, 0].map(gradeOf)).toEqual(['A', 'A', 'B', 'B', 'C', 'C', 'D', 'D'])
})

test('a strategy in the wrong regime scores less, and one for any market is in between', () => {
  const at = (madeFor: readonly ('ranging' | 'trending')[] | undefined) =>
    scoreOf({ confidence: 0.8, rewardToRisk: 3, regime: 'trending', madeFor })
  expect([at(['trending']), at(undefined), at(['ranging'])]).toEqual([90, 77.5, 65])
})

test('the best is the surest above the minimum; ties go to the score, then the name', () => {
  const card = (strategy: string, confidence: number, score: number): SignalCard => ({
    ...signalCard(LONG, { ...PLACE, strategy }),
    confidence,
    score,
  })
  const cards = [card('c', 0.6, 50), card('a', 0.7, 60), card('b', 0.7, 60), card('d', 0.7, 55)]
  expect(bestSignal(cards, 0.5)?.strategy).toBe('a')
  expect(bestSignal([...cards].reverse(), 0.5)?.strategy).toBe('a')
  expect(bestSignal(cards, 0.7)?.confidence).toBe(0.7)
  expect(bestSignal(cards, 0.71)).toBeUndefined()
})
