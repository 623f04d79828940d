import { describe, expect, test } from 'vitest'
import type { Signal } from '../core/signal.ts'
import { ema } from '../indicators/averages/ema.ts'
import { defineStrategy, type StrategyDefinition } from '../strategies/strategy.ts'
import { barsAt, signalsOf } from '../strategies/testing/signals-of.ts'
import { fuseStrategies } from './fused-strategy.ts'

/** Says `said[i]` at bar `i`. */
function member(name: string, said: Readonly<Record<number, Signal>>, more: Partial<StrategyDefinition> = {}) {
  const definition = { name, about: name, timeframe: '1h', params: {}, ...more } as const
  return { definition: defineStrategy({ ...definition, build: () => (bar) => said[bar.index] }), params: {} }
}

const go = (side: 'long' | 'short', confidence: number, stopLossPct = 5): Signal => ({
  side,
  confidence,
  stopLossPct,
  reason: side,
})
const FLAT: Signal = { side: 'flat', reason: 'enough' }

/** Bars that stay at 100: nothing but what is said changes a stance. */
const bars = barsAt(new Array<number>(12).fill(100), '1h', 0.1)

function told(members: Parameters<typeof fuseStrategies>[0], params: Record<string, number | string> = {}): string[] {
  const fused = fuseStrategies(members)
  return signalsOf(fused, bars, { lifetimeBars: 1000, byRegime: 'false', ...params }).map((signal) => {
    if (signal.side === 'flat') return `${signal.bar} flat`
    return `${signal.bar} ${signal.side} ${signal.confidence.toFixed(2)} ${signal.reason}`
  })
}

describe('strategies that are fused', () => {
  test('enter together, add weight to each other, and leave when they no longer agree', () => {
    const a = member('a', { 1: go('long', 0.6), 8: FLAT })
    const b = member('b', { 3: go('long', 0.8), 6: go('short', 0.9) })
    expect(told([a, b])).toEqual([
      '1 long 0.60 a (1.00)',
      '3 long 0.70 a (0.43), b (0.57)',
      '6 flat', // 0.9 against 0.6 is short by 0.15, which is below the least
      '8 short 0.90 b (1.00)',
    ])
  })

  test('a signal is forgotten after its lifetime', () => {
    const a = member('a', { 1: go('long', 0.6) })
    expect(told([a], { lifetimeBars: 4 })).toEqual(['1 long 0.60 a (1.00)', '5 flat'])
  })

  test('the stop is the mean of those who are for it, and the targets are the standard ones', () => {
    const members = [member('a', { 1: go('long', 0.5, 4) }), member('b', { 1: go('long', 0.5, 2) })]
    const [signal] = signalsOf(fuseStrategies(members), bars, { byRegime: 'false' })
    expect(signal).toMatchObject({ side: 'long', stopLossPct: 3, contributions: [{ share: 0.5 }, { share: 0.5 }] })
    expect(signal).toHaveProperty('targets.length', 3)
  })

  test('an unsure agreement is no signal', () => {
    const a = member('a', { 1: go('long', 0.6) })
    const b = member('b', { 1: go('short', 0.5) })
    expect(told([a, b])).toEqual([])
    expect(told([a, b], { minConfidence: 0.04 })).toEqual(['1 long 0.05 a (1.00) over b (short)'])
  })

  test('in a trend only those count that are made for it', () => {
    const rising = barsAt(
      Array.from({ length: 400 }, (_, k) => 100 + k),
      '1h',
      0.2,
    )
    const said = { 300: go('long', 0.6) }
    const fits = fuseStrategies([member('a', said, { regimes: ['trending'] })])
    const doesNot = fuseStrategies([member('a', said, { regimes: ['ranging'] })])
    expect(signalsOf(fits, rising)).toHaveLength(1)
    expect(signalsOf(doesNot, rising)).toHaveLength(0)
  })

  test('two indicators of one name are refused', () => {
    const own = { ...ema, about: 'my own' }
    const members = [member('a', {}, { indicators: { ema } }), member('b', {}, { indicators: { ema: own } })]
    expect(() => fuseStrategies(members)).toThrow('strategy b and one before it have two indicators called ema')
  })

  test('a member whose entries have conditions is refused: a fusion would forget them', () => {
    const a = member('a', { 1: { ...go('long', 0.6), invalidWhen: ['adx < 25'] } as Signal })
    expect(() => told([a])).toThrow('strategy a writes conditions, which a fusion cannot keep')
  })

  test('a member that breaks its contract is named', () => {
    const bad = member('bad', { 2: { ...go('long', 0.5), stopLossPct: Number.NaN } as Signal })
    expect(() => told([bad])).toThrow('strategy bad returned a signal with stopLossPct NaN')
  })
})
