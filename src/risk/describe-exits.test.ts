import { expect, test } from 'vitest'
import { describeExits, keptByCosts, profitTerms } from './describe-exits.ts'
import type { ExitSettings } from './risk-settings.ts'

const settings = (exits: Partial<ExitSettings>, maxHoldHours?: number) => ({
  limits: {},
  breakers: [],
  timeZone: 'UTC',
  exits: { basis: 'margin', isNet: false, ...exits } as const,
  ...(maxHoldHours !== undefined && { maxHoldHours }),
})
const linesOf = (exits: Partial<ExitSettings>, maxHoldHours?: number) =>
  describeExits(settings(exits, maxHoldHours))
    .filter(({ name }) => !['stop', 'targets', 'conditions'].includes(name))
    .map(({ name, what, watchedBy }) => `${name} ${watchedBy}: ${what}`)

test('what moves the stop rests at the exchange, what leaves at the market is watched here', () => {
  expect(
    linesOf(
      {
        ladder: [{ fromPct: 8, keepPct: 3 }],
        breakEven: { atPct: 2, atR: 1 },
        pullback: { givePct: 30, armAtPct: 5 },
        roi: [{ afterHours: 24, enoughPct: 1 }],
      },
      36,
    ),
  ).toEqual([
    'ladder exchange: from a profit of 8 % on 3 % is kept',
    'breakEven exchange: nothing is lost any more from a profit of 2 % or 1 R on',
    'pullback engine: left when 30 % of a best profit of 5 % or more is gone',
    'roi engine: 1 % is enough after 24 hours',
    'maxHoldHours engine: closed after 36 hours',
  ])
})

test('every way of following is told, and from where on', () => {
  const atr = { times: 3, period: 14 }
  expect(linesOf({ trailing: { pct: 4, atr, chandelier: { times: 2, period: 22 } } })).toEqual([
    'trailing exchange: follows the best price 4 % away',
    'trailing exchange: follows the close 3 average true ranges of 14 bars away',
    'trailing exchange: hangs 2 average true ranges from the best price of 22 bars',
  ])
  expect(linesOf({ trailing: { atr, fromPct: 2 } })).toEqual([
    'trailing exchange: follows the close 3 average true ranges of 14 bars away, from a profit of 2 % on',
  ])
})

test('break-even is told by what is set of it', () => {
  expect(linesOf({ breakEven: { atPct: 2 } })).toEqual([
    'breakEven exchange: nothing is lost any more from a profit of 2 % on',
  ])
  expect(linesOf({ breakEven: { atR: 1.5 } })).toEqual([
    'breakEven exchange: nothing is lost any more from a profit of 1.5 R on',
  ])
})

test('only what is set is told', () => {
  expect(linesOf({ trailing: { pct: 4, fromPct: 2 } })).toEqual([
    'trailing exchange: follows the best price 4 % away, from a profit of 2 % on',
  ])
  expect(linesOf({ trailing: { chandelier: { times: 2, period: 22 } } })).toEqual([
    'trailing exchange: hangs 2 average true ranges from the best price of 22 bars',
  ])
  expect(linesOf({})).toEqual([])
})

test('without exits there are the stop, the targets and the conditions', () => {
  expect(describeExits({ limits: {}, breakers: [], timeZone: 'UTC' })).toEqual([
    { name: 'stop', watchedBy: 'exchange', what: 'of each position; it only ever tightens' },
    {
      name: 'targets',
      watchedBy: 'exchange',
      what: 'of each position; with the first of several the stop goes to the entry price',
    },
    { name: 'conditions', watchedBy: 'engine', what: 'of each position, and those of --invalid-when' },
  ])
})

test('profits are meant of the price or the margin, net of costs or before', () => {
  expect(profitTerms({ basis: 'price', isNet: true })).toBe('Profits are of the price, net of costs.')
  expect(profitTerms({ basis: 'margin', isNet: false })).toBe('Profits are of the margin, before costs.')
})

test('a profit that is kept on margin and eaten by the costs of a round trip is told', () => {
  const ladder = [
    { fromPct: 8, keepPct: 3 },
    { fromPct: 15, keepPct: 8 },
  ]
  const exits = { basis: 'margin', isNet: false, ladder } as const
  expect(keptByCosts(exits, 25, 0.0012)).toEqual([
    'exits keep 3 % before costs, and a round trip costs 3 % of the margin at leverage 25: nothing is left. Write "isNet": true.',
  ])
  expect(keptByCosts(exits, 24.9, 0.0012)).toEqual([])
  expect(keptByCosts({ ...exits, isNet: true }, 125, 0.0012)).toEqual([])
  expect(keptByCosts({ ...exits, basis: 'price' }, 125, 0.0012)).toEqual([])
  expect(keptByCosts({ basis: 'price', isNet: false }, 1, 0.0012)).toEqual([])
  expect(keptByCosts({ basis: 'price', isNet: false, breakEven: { atR: 1 } }, 1, 0.0012)).toEqual([
    'exits keep 0 % before costs, and a round trip costs 0.12 % of the price: nothing is left. Write "isNet": true.',
  ])
})
