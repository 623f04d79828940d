import { describe, expect, test } from 'vitest'
import { parseExits } from './parse-exits.ts'
import { mistakeOf } from './testing/mistakes.ts'

const mistakeIn = (json: object) => mistakeOf(() => parseExits({ basis: 'price', ...json }))

test('what is written is taken as it stands', () => {
  const exits = {
    basis: 'margin',
    isNet: false,
    ladder: [
      { fromPct: 8, keepPct: 3 },
      { fromPct: 15, keepPct: -1 },
    ],
    breakEven: { atPct: 2, atR: 1 },
    trailing: {
      pct: 4,
      atr: { times: 3, period: 14 },
      chandelier: { times: 2.5, period: 22 },
      fromPct: 1.5,
      stepPct: 0.1,
    },
    pullback: { givePct: 30, armAtPct: 5 },
    roi: [
      { afterHours: 0, enoughPct: 10 },
      { afterHours: 24, enoughPct: -2 },
    ],
  }
  expect(parseExits(exits)).toStrictEqual(exits)
})

test('profits are net of costs unless it says otherwise, and what is not written is not watched', () => {
  expect(parseExits({ basis: 'price' })).toStrictEqual({ basis: 'price', isNet: true })
  expect(parseExits({ basis: 'price', roi: [], ladder: [] })).toStrictEqual({
    basis: 'price',
    isNet: true,
    ladder: [],
    roi: [],
  })
})

test.each([
  [{ breakEven: { atPct: 2 } }],
  [{ breakEven: { atR: 1 } }],
  [{ trailing: { pct: 4 } }],
  [{ trailing: { atr: { times: 3, period: 14 } } }],
  [{ trailing: { chandelier: { times: 3, period: 22 } } }],
])('%j needs nothing else beside it', (exits) => {
  expect(parseExits({ basis: 'price', ...exits })).toStrictEqual({ basis: 'price', isNet: true, ...exits })
})

describe('what is wrong is told with its place and a cure', () => {
  test('of the exits themselves', () => {
    expect(mistakeOf(() => parseExits(null))).toBe('exits: exits is null. Write an object: { }.')
    expect(mistakeOf(() => parseExits({}))).toBe('exits.basis: basis cannot be undefined. Write one of price, margin.')
    expect(mistakeIn({ basis: 'equity' })).toBe('exits.basis: basis cannot be "equity". Write one of price, margin.')
    expect(mistakeIn({ isNet: 1 })).toBe('exits.isNet: isNet cannot be 1. Write true or false.')
    expect(mistakeIn({ pulback: {} })).toBe(
      'exits.pulback: unknown key "pulback". Did you mean "pullback"? Known: basis, isNet, ladder, breakEven, trailing, pullback, roi.',
    )
  })

  test.each([
    [{ ladder: { fromPct: 8 } }, 'exits.ladder: ladder is {"fromPct":8}. Write a list: [].'],
    [{ ladder: [3] }, 'exits.ladder.0: 0 is 3. Write an object: { }.'],
    [
      { ladder: [{ fromPct: 8, keepPct: 3, atPct: 1 }] },
      'exits.ladder.0.atPct: unknown key "atPct". Known: fromPct, keepPct.',
    ],
    [
      { ladder: [{ fromPct: 8, keepPct: 3 }, { keepPct: 3 }] },
      'exits.ladder.1.fromPct: fromPct cannot be undefined. Write a number from 0.05 to 1000 (%).',
    ],
    [
      { ladder: [{ fromPct: 8 }] },
      'exits.ladder.0.keepPct: keepPct cannot be undefined. Write a number from -100 to 1000 (%).',
    ],
    [
      { ladder: [{ fromPct: 8, keepPct: 8 }] },
      'exits.ladder.0: keepPct 8 is not below fromPct 8. Keep less than was reached.',
    ],
    [{ roi: 3 }, 'exits.roi: roi is 3. Write a list: [].'],
    [
      { roi: [{ enoughPct: 3 }] },
      'exits.roi.0.afterHours: afterHours cannot be undefined. Write a number from 0 to 100000 (hours).',
    ],
    [
      { roi: [{ afterHours: 3 }] },
      'exits.roi.0.enoughPct: enoughPct cannot be undefined. Write a number from -100 to 1000 (%).',
    ],
    [
      { roi: [{ afterHour: 3 }] },
      'exits.roi.0.afterHour: unknown key "afterHour". Did you mean "afterHours"? Known: afterHours, enoughPct.',
    ],
  ])('of a list: %j', (exits, expected) => {
    expect(mistakeIn(exits)).toBe(expected)
  })

  test.each([
    [{ pullback: 30 }, 'exits.pullback: pullback is 30. Write an object: { }.'],
    [
      { pullback: { armAtPct: 5 } },
      'exits.pullback.givePct: givePct cannot be undefined. Write a number from 1 to 100 (%).',
    ],
    [
      { pullback: { givePct: 0.3, armAtPct: 5 } },
      'exits.pullback.givePct: givePct cannot be 0.3. If you mean 30 %, write 30. Write a number from 1 to 100 (%).',
    ],
    [
      { pullback: { givePct: 30 } },
      'exits.pullback.armAtPct: armAtPct cannot be undefined. Write a number from 0.05 to 1000 (%).',
    ],
  ])('of a pullback: %j', (exits, expected) => {
    expect(mistakeIn(exits)).toBe(expected)
  })

  test.each([
    [{ breakEven: true }, 'exits.breakEven: breakEven is true. Write an object: { }.'],
    [{ breakEven: {} }, 'exits.breakEven: breakEven says nothing. Give one of atPct, atR.'],
    [
      { breakEven: { atPct: 0.04 } },
      'exits.breakEven.atPct: atPct cannot be 0.04. If you mean 4 %, write 4. Write a number from 0.05 to 1000 (%).',
    ],
    [{ breakEven: { atR: 0.09 } }, 'exits.breakEven.atR: atR cannot be 0.09. Write a number from 0.1 to 100 (R).'],
    [{ breakEven: { at: 1 } }, 'exits.breakEven.at: unknown key "at". Did you mean "atR"? Known: atPct, atR.'],
  ])('of break-even: %j', (exits, expected) => {
    expect(mistakeIn(exits)).toBe(expected)
  })

  test.each([
    [{ trailing: 4 }, 'exits.trailing: trailing is 4. Write an object: { }.'],
    [
      { trailing: { fromPct: 2, stepPct: 0.1 } },
      'exits.trailing: trailing says nothing. Give one of pct, atr, chandelier.',
    ],
    [
      { trailing: { percent: 2 } },
      'exits.trailing.percent: unknown key "percent". Known: pct, atr, chandelier, fromPct, stepPct.',
    ],
    [{ trailing: { pct: 100 } }, 'exits.trailing.pct: pct cannot be 100. Write a number from 0.05 to 99 (%).'],
    [{ trailing: { atr: 3 } }, 'exits.trailing.atr: atr is 3. Write an object: { }.'],
    [
      { trailing: { atr: { period: 14 } } },
      'exits.trailing.atr.times: times cannot be undefined. Write a number from 0.1 to 50 (average true ranges).',
    ],
    [
      { trailing: { chandelier: { times: 3, period: 14.5 } } },
      'exits.trailing.chandelier.period: period cannot be 14.5. Write a whole number from 1 to 5000 (bars).',
    ],
    [
      { trailing: { atr: { times: 3, bars: 14 } } },
      'exits.trailing.atr.bars: unknown key "bars". Known: times, period.',
    ],
    [
      { trailing: { pct: 4, fromPct: 0 } },
      'exits.trailing.fromPct: fromPct cannot be 0. Write a number from 0.05 to 1000 (%).',
    ],
    [
      { trailing: { pct: 4, stepPct: 10.1 } },
      'exits.trailing.stepPct: stepPct cannot be 10.1. Write a number from 0.01 to 10 (%).',
    ],
  ])('of a trailing stop: %j', (exits, expected) => {
    expect(mistakeIn(exits)).toBe(expected)
  })
})
