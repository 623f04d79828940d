import { expect, test } from 'vitest'
import * as indicators from '../../indicators/catalogue.ts'
import { conditionText } from './condition-text.ts'
import { parseCondition } from './parse-condition.ts'

const written = (text: string) => conditionText(parseCondition(text, indicators), indicators)

test.each([
  ['close@1h < low', 'close@1h < low'],
  ['close on 1h < low', 'close@1h < low'],
  ['close < low on 1h', 'close@1h < low@1h'],
  ['close < low@1h', 'close < low@1h'],
  ['rsi < 30 @1h', 'rsi@1h < 30'],
  ['rsi@15m < rsi on 1h', 'rsi@15m < rsi@1h'],
  ['rsi on 15m < rsi on 1h', 'rsi@15m < rsi@1h'],
  ['close < low + high on 1h and open < 5', 'close@1h < low@1h + high@1h and open < 5'],
  ['(close + open)@4h < low', 'close@4h + open@4h < low'],
  ['(close + open on 4h) < low', 'close@4h + open@4h < low'],
  ['(close < 5 or open@5m < 4) on 4h', 'close@4h < 5 or open@5m < 4'],
  ['(close < 5 on 1h and open < 4) on 4h', 'close@1h < 5 and open@4h < 4'],
  ['close < 5 for 3 bars on 4h', 'close@4h < 5 for 3 bars'],
  ['(close < 5 on 4h) for 3 candles', 'close@4h < 5 for 3 bars'],
  ['close@15m < ema(50)@4h on 15m', undefined],
  ['not close < 5 for 1 bar', 'not (close < 5)'],
])('timeframes and bars are given to the values that they are for: %s', (text, expected) => {
  if (expected === undefined) expect(() => written(text)).toThrow('column 24: no value is left for 15m')
  else expect(written(text)).toBe(expected)
})

/** What to do about a mistake, by how it is called. */
const CURES: readonly (readonly [problem: string, cure: string])[] = [
  ['a number stands where a condition is needed', 'Compare it: rsi(14) < 50.'],
  ['a condition stands where a number is needed', 'Join conditions with and, or, not.'],
  ['a comparison has two sides', 'Write a < b and b < c instead of a < b < c.'],
  ['this number is too large', 'Write a number below 1e308.'],
  ['unknown timeframe', 'Did you mean "1h"? Known: 1m, 3m, 5m, 15m, 30m, 1h, 4h, 1d.'],
  ['stands twice', 'Leave one of them out.'],
  ['no value is left', 'Leave it out, or take the timeframe away that stands behind the value.'],
  ['is not possible', 'Use a whole number from 1 to 500.'],
  ['"for" belongs to one comparison', 'Write it behind each comparison that it is meant for.'],
  ['a crossing happens at one bar', 'Leave "for" out, or write < or > instead of crosses.'],
  ['may be meant', 'Name the timeframe behind each value with @: the smallest bars are counted.'],
]

test.each([
  ['rsi and close > 5', 'column 1: a number stands where a condition is needed'],
  ['not (5)', 'column 6: a number stands where a condition is needed'],
  ['(close<5) > 4', 'column 2: a condition stands where a number is needed'],
  ['4 > -(close<5)', 'column 7: a condition stands where a number is needed'],
  ['close < 5 < 6 < 7', 'column 11: a comparison has two sides'],
  ['close < 5 < 6', 'column 11: a comparison has two sides'],
  ['close < 1e999', 'column 9: this number is too large'],
  ['close@2h < 5', 'column 6: unknown timeframe "2h"'],
  ['close < 5 on 1h on 4h', 'column 17: "on" stands twice'],
  ['close@1h < 5 on 4h', 'column 14: no value is left for 4h'],
  ['close < 5 for 2 bars for 3 bars', 'column 22: "for" stands twice'],
  ['(close < 5 for 2 bars) for 3 bars', 'column 12: "for" stands twice'],
  ['close < 5 for 0 bars', 'column 11: "for 0 bars" is not possible'],
  ['close < 5 for 1.5 bars', 'column 11: "for 1.5 bars" is not possible'],
  ['close < 5 for 501 bars', 'column 11: "for 501 bars" is not possible'],
  ['(close < 5 or low < 4) for 2 bars', 'column 24: "for" belongs to one comparison'],
  ['(not close < 5) for 2 bars', 'column 17: "for" belongs to one comparison'],
  ['(close for 2 bars) < 5', 'column 8: "for" belongs to one comparison'],
  ['rsi for 2 bars', 'column 1: a number stands where a condition is needed'],
  ['rsi crosses above 50 for 2 bars', 'column 22: a crossing happens at one bar'],
  ['close@5m < ema on 1h for 2 bars', 'column 22: bars of 5m or of 1h may be meant'],
  ['(close@5m < ema on 1h) for 2 bars', 'column 24: bars of 5m or of 1h may be meant'],
  ['close@5m crosses above ema on 1h', 'column 10: bars of 5m or of 1h may be meant'],
])('what has no clear meaning is refused: %s', (text, message) => {
  const cure = CURES.find(([problem]) => message.includes(problem))?.[1]
  expect(() => written(text)).toThrow(
    expect.objectContaining({
      message: expect.stringContaining(`condition, ${message}\n`),
      cure,
    }),
  )
})

test('a larger timeframe within a smaller one is clear', () => {
  expect(written('close < ema@4h on 1h for 2 bars')).toBe('close@1h < ema@4h for 2 bars')
  expect(written('close@5m < ema on 1h')).toBe('close@5m < ema@1h')
})
