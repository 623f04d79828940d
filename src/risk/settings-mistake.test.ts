import { describe, expect, test } from 'vitest'
import type { LimitField } from './limits.ts'
import { numberOf, objectOf, oneOf, SettingsMistake } from './settings-mistake.ts'
import { mistakeOf } from './testing/mistakes.ts'

const EQUITY: LimitField = { unit: '% of equity', min: 1, max: 50 }
const SHARE: LimitField = { unit: 'ratio', min: 0.05, max: 0.9 }
const TIMES: LimitField = { unit: 'times', min: 1, max: 125 }
const COUNT: LimitField = { unit: '', min: 1, max: 10, isWhole: true }

/** What is said of `value` at the key `most`. */
const numberMistake = (value: unknown, field: LimitField) => mistakeOf(() => numberOf(value, ['limits', 'most'], field))

test('a mistake is an error with a name of its own, its place and a cure', () => {
  const mistake = new SettingsMistake(['limits', 'most'], 'most cannot be 3', 'Write 2.')
  expect(mistake).toBeInstanceOf(Error)
  expect(String(mistake)).toBe('SettingsMistake: most cannot be 3')
  expect([mistake.path, mistake.cure]).toEqual([['limits', 'most'], 'Write 2.'])
})

describe('a number', () => {
  test.each([
    [1, EQUITY],
    [50, EQUITY],
    [1, COUNT],
    [10, COUNT],
    [2.5, TIMES],
  ])('%d is taken', (value, field) => {
    expect(numberOf(value, ['most'], field)).toBe(value)
  })

  test.each([
    [0.999, TIMES, 'most cannot be 0.999. Write a number from 1 to 125 (times).'],
    [125.001, TIMES, 'most cannot be 125.001. Write a number from 1 to 125 (times).'],
    [0, COUNT, 'most cannot be 0. Write a whole number from 1 to 10.'],
    [11, COUNT, 'most cannot be 11. Write a whole number from 1 to 10.'],
    [2.5, COUNT, 'most cannot be 2.5. Write a whole number from 1 to 10.'],
    ['3', COUNT, 'most cannot be "3". Write a whole number from 1 to 10.'],
    [[3], COUNT, 'most cannot be [3]. Write a whole number from 1 to 10.'],
    [null, TIMES, 'most cannot be null. Write a number from 1 to 125 (times).'],
    [undefined, TIMES, 'most cannot be undefined. Write a number from 1 to 125 (times).'],
    [Number.NaN, TIMES, 'most cannot be NaN. Write a number from 1 to 125 (times).'],
    // A file that says 1e999 says this.
    [Number.POSITIVE_INFINITY, TIMES, 'most cannot be Infinity. Write a number from 1 to 125 (times).'],
  ])('%j is refused with what can be written', (value, field, expected) => {
    expect(numberMistake(value, field)).toBe(`limits.most: ${expected}`)
  })

  test.each([
    [0.02, 'If you mean 2 %, write 2. '],
    [0.07, 'If you mean 7 %, write 7. '],
    [0.01, 'If you mean 1 %, write 1. '],
    [0.5, 'If you mean 50 %, write 50. '],
    // What would be refused as well is not proposed.
    [0.0099, ''],
    [0.51, ''],
    [0, ''],
    [-0.02, ''],
    [51, ''],
  ])('%d of percent may be a ratio', (value, hint) => {
    expect(numberMistake(value, EQUITY)).toBe(
      `limits.most: most cannot be ${value}. ${hint}Write a number from 1 to 50 (% of equity).`,
    )
  })

  test.each([
    [60, 'If you mean 60 %, write 0.6. '],
    [7, 'If you mean 7 %, write 0.07. '],
    [5, 'If you mean 5 %, write 0.05. '],
    [90, 'If you mean 90 %, write 0.9. '],
    [4.9, ''],
    [91, ''],
    [0.95, ''],
    [0.049, ''],
    [-60, ''],
  ])('%d of a ratio may be percent', (value, hint) => {
    expect(numberMistake(value, SHARE)).toBe(
      `limits.most: most cannot be ${value}. ${hint}Write a number from 0.05 to 0.9 (ratio).`,
    )
  })

  test('of a confidence may be percent', () => {
    expect(numberMistake(60, { unit: '0 to 1', min: 0, max: 1 })).toBe(
      'limits.most: most cannot be 60. If you mean 60 %, write 0.6. Write a number from 0 to 1 (0 to 1).',
    )
  })

  test('of neither is what it is', () => {
    expect(numberMistake(300, TIMES)).toBe('limits.most: most cannot be 300. Write a number from 1 to 125 (times).')
    expect(numberMistake(50, { unit: '%', min: 0.01, max: 1 })).toBe(
      'limits.most: most cannot be 50. Write a number from 0.01 to 1 (%).',
    )
  })
})

describe('an object', () => {
  const mistake = (json: unknown, path: readonly string[] = ['limits', 'flip']) =>
    mistakeOf(() => objectOf(json, path, ['withinMinutes', 'costTimes']))

  test('is taken with the keys that it may have', () => {
    const json = { costTimes: 'anything' }
    expect(objectOf(json, [], ['withinMinutes', 'costTimes'])).toBe(json)
  })

  test.each([
    [3, 'flip is 3'],
    ['x', 'flip is "x"'],
    [true, 'flip is true'],
    [null, 'flip is null'],
    [undefined, 'flip is undefined'],
    [[], 'flip is []'],
  ])('%j is none', (json, expected) => {
    expect(mistake(json)).toBe(`limits.flip: ${expected}. Write an object: { }.`)
  })

  test('the whole file is called so', () => {
    expect(mistake(3, [])).toBe(': the file is 3. Write an object: { }.')
  })

  test('an unknown key is refused at its place with the nearest one', () => {
    expect(mistake({ costTimes: 3, withinMinute: 5 })).toBe(
      'limits.flip.withinMinute: unknown key "withinMinute". Did you mean "withinMinutes"? Known: withinMinutes, costTimes.',
    )
  })
})

test('a word is one of those that can be written', () => {
  const wordOf = (value: unknown) => oneOf(value, ['breakers', 0, 'since'], ['day', 'month'])
  expect(wordOf('month')).toBe('month')
  expect(mistakeOf(() => wordOf('week'))).toBe('breakers.0.since: since cannot be "week". Write one of day, month.')
  expect(mistakeOf(() => wordOf(undefined))).toBe(
    'breakers.0.since: since cannot be undefined. Write one of day, month.',
  )
})
