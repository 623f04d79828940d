import { describe, expect, test } from 'vitest'
import { boolean, choice, integer, number, resolveParams } from './params.ts'

const specs = {
  period: integer(14, { min: 2, max: 100 }),
  factor: number(2.5, { min: 0.5, max: 10 }),
  seed: choice('mean', 'first'),
  strict: boolean(false),
}

describe('resolveParams', () => {
  test('fills in what is not given', () => {
    expect(resolveParams(specs, {}, 'x')).toEqual({ period: 14, factor: 2.5, seed: 'mean', strict: false })
  })

  test('reads text as it is typed', () => {
    const given = { period: '20', factor: '3.25', seed: 'first', strict: 'true' }
    expect(resolveParams(specs, given, 'x')).toEqual({ period: 20, factor: 3.25, seed: 'first', strict: true })
  })

  test.each([
    [{ period: 1 }, 'x: period cannot be "1"', 'Use a whole number from 2 to 100.'],
    [{ period: 101 }, 'x: period cannot be "101"', 'Use a whole number from 2 to 100.'],
    [{ period: 14.5 }, 'x: period cannot be "14.5"', 'Use a whole number from 2 to 100.'],
    [{ period: '' }, 'x: period cannot be ""', 'Use a whole number from 2 to 100.'],
    [{ period: 'abc' }, 'x: period cannot be "abc"', 'Use a whole number from 2 to 100.'],
    [{ factor: Number.NaN }, 'x: factor cannot be "NaN"', 'Use a number from 0.5 to 10.'],
    [{ factor: 'Infinity' }, 'x: factor cannot be "Infinity"', 'Use a number from 0.5 to 10.'],
    [{ seed: 'frist' }, 'x: seed cannot be "frist"', 'Did you mean "first"? Known: mean, first.'],
    [{ strict: 'yes' }, 'x: strict cannot be "yes"', 'Use true or false.'],
    [{ perid: 3 }, 'x has no parameter "perid"', 'Did you mean "period"? Known: period, factor, seed, strict.'],
  ])('refuses %j', (given, message, cure) => {
    expect(() => resolveParams(specs, given, 'x')).toThrow(expect.objectContaining({ code: 'usage', message, cure }))
  })

  test('says so when there are no parameters at all', () => {
    expect(() => resolveParams({}, { a: 1 }, 'strategy y')).toThrow(
      expect.objectContaining({ message: 'strategy y has no parameter "a"', cure: 'strategy y takes no parameters.' }),
    )
  })
})
