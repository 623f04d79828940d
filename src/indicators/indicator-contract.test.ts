import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { integer, type ParamSpec } from '../core/params.ts'
import type { Bars } from '../market/bars.ts'
import type { Column } from '../market/column.ts'
import { allIndicators } from './find-indicator.ts'
import { defineIndicator, type IndicatorDefinition } from './indicator.ts'
import { rsi } from './momentum/rsi.ts'
import {
  checkForgetting,
  checkNoLookAhead,
  checkParameterMatters,
  checkStreaming,
  checkWarmup,
  compute,
  type Subject,
} from './testing/indicator-contract.ts'
import { flatBars, randomBars } from './testing/random-bars.ts'

const COUNT = 400

const defaults = (definition: IndicatorDefinition): Subject => ({ definition, params: {} })

/** Any parameters that leave room for values in `COUNT` bars. */
function anyParams(definition: IndicatorDefinition): fc.Arbitrary<Subject['params']> {
  return fc.record(Object.fromEntries(Object.entries(definition.params).map(([name, spec]) => [name, anyValue(spec)])))
}

function anyValue(spec: ParamSpec): fc.Arbitrary<number | string | boolean> {
  switch (spec.kind) {
    case 'choice':
      return fc.constantFrom(...spec.choices)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: spec.min, max: Math.min(spec.max, 60) })
    default:
      return fc.double({ min: spec.min, max: Math.min(spec.max, 10), noNaN: true })
  }
}

const anySeed = fc.integer({ min: 1, max: 1e6 })
const anySizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 12 })

describe.each(allIndicators.map((definition) => [definition.name, definition] as const))('%s', (_name, definition) => {
  test('has no value until its warm-up and always one after', () => {
    fc.assert(
      fc.property(anyParams(definition), anySeed, (params, seed) => {
        expect(checkWarmup({ definition, params }, randomBars({ count: COUNT, seed }))).toBeUndefined()
      }),
      { numRuns: 25 },
    )
  })

  test('gives the same bits however the bars come', () => {
    fc.assert(
      fc.property(anyParams(definition), anySeed, anySizes, (params, seed, sizes) => {
        expect(checkStreaming({ definition, params }, randomBars({ count: COUNT, seed }), sizes)).toBeUndefined()
      }),
      { numRuns: 25 },
    )
  })

  test('gives the same bits bar by bar from an empty market, over several blocks', () => {
    const bars = randomBars({ count: 4500, seed: 8 })
    expect(checkStreaming(defaults(definition), bars, [1])).toBeUndefined()
    expect(checkStreaming(defaults(definition), bars, [2047, 2, 511, 1, 1])).toBeUndefined()
  })

  test('does not look ahead', () => {
    const anyCut = fc.integer({ min: 0, max: COUNT - 2 })
    fc.assert(
      fc.property(anyParams(definition), anySeed, anyCut, anySeed, (params, seed, cut, garbageSeed) => {
        const bars = randomBars({ count: COUNT, seed })
        expect(checkNoLookAhead({ definition, params }, bars, cut, garbageSeed)).toBeUndefined()
      }),
      { numRuns: 25 },
    )
  })

  test('every parameter changes the output', () => {
    const bars = randomBars({ count: 2000, seed: 3, stormFrom: 1500 })
    const breaches = Object.entries(definition.params).flatMap(([name, spec]) =>
      otherValues(spec).map((other) => checkParameterMatters(defaults(definition), bars, name, other)),
    )
    expect(breaches.filter((breach) => breach !== undefined)).toEqual([])
  })

  test('gives the same bits when old bars are dropped again and again', () => {
    fc.assert(
      fc.property(anyParams(definition), anySeed, anySizes, (params, seed, sizes) => {
        const bars = randomBars({ count: 9000, seed })
        expect(checkForgetting({ definition, params }, bars, sizes, 2048)).toBeUndefined()
      }),
      { numRuns: 2 },
    )
  })

  test('stays finite when the market stands still', () => {
    expect(checkWarmup(defaults(definition), flatBars(COUNT))).toBeUndefined()
    const bars = randomBars({ count: 300, seed: 5 })
    const last = bars.close[299] as number
    for (let i = 0; i < 1500; i++)
      bars.append((bars.time[299] as number) + (i + 1) * bars.timeframeMs, last, last, last, last, 0)
    expect(checkWarmup(defaults(definition), bars)).toBeUndefined()
  })

  test('the warm-up of the line that it reads adds to its own', () => {
    if (!definition.takesSource) return
    const subject: Subject = { definition, params: {}, source: (columns) => columns.lines(rsi, { period: 30 }).rsi }
    const bars = randomBars({ count: COUNT, seed: 4 })
    expect(checkWarmup(subject, bars)).toBeUndefined()
    expect(checkStreaming(subject, bars, [1, 7, 60, 2])).toBeUndefined()
    expect(checkNoLookAhead(subject, bars, 200, 1)).toBeUndefined()
    const alone = compute({ definition, params: {} }, bars)
    for (const [name, { warmup }] of Object.entries(compute(subject, bars)))
      expect(warmup).toBe((alone[name]?.warmup ?? 0) + 30)
  })
})

/** One smaller and one larger value, or the other choices. */
function otherValues(spec: ParamSpec): readonly (number | string | boolean)[] {
  if (spec.kind === 'choice') return spec.choices.filter((value) => value !== spec.initial)
  if (spec.kind === 'boolean') return [!spec.initial]
  return [spec.initial - 1, spec.initial + 1].filter((value) => value >= spec.min && value <= spec.max)
}

describe('each check catches an indicator that breaks its promise', () => {
  const bars = randomBars({ count: COUNT, seed: 1 })
  const subject = (fill: Fill, warmup = 0): Subject => ({ definition: planted(fill, warmup), params: {} })

  test('one that reads the next bar', () => {
    const cheat = subject(({ close, length }, i) => close[Math.min(i + 1, length - 1)] as number)
    expect(checkNoLookAhead(cheat, bars, 200, 1)).toMatch('out at bar 200')
  })

  test('one that scales by the highest price of the whole file', () => {
    const cheat = subject(
      ({ high, close, length }, i) => (close[i] as number) / high.subarray(0, length).reduce((a, b) => Math.max(a, b)),
    )
    expect(checkNoLookAhead(cheat, bars, 200, 1)).toBeDefined()
  })

  test('one that has values before its warm-up, and one that has them later', () => {
    const close: Fill = (bars, i) => bars.close[i] as number
    expect(checkWarmup(subject(close, 5), bars)).toMatch('at bar 0, its warm-up is 5')
    const late: Fill = (bars, i) => (i < 7 ? Number.NaN : close(bars, i, 0))
    expect(checkWarmup(subject(late, 5), bars)).toMatch('is NaN at bar 5')
  })

  test('one that divides by a range that can be 0', () => {
    const cheat = subject(({ high, low }, i) => 1 / ((high[i] as number) - (low[i] as number)))
    expect(checkWarmup(cheat, flatBars(COUNT))).toMatch('Infinity')
  })

  test('one that depends on how the bars come', () => {
    const cheat = subject((bars, i, from) => (bars.close[i] as number) - (bars.close[from] as number))
    expect(checkStreaming(cheat, bars, [50])).toMatch('out at bar 50')
  })

  test('one that remembers the place of a bar', () => {
    let highestAt = 0
    const cheat = subject(({ high }, i) => {
      if (i === 0 || (high[i] as number) > (high[highestAt] as number)) highestAt = i
      return i - highestAt
    })
    expect(checkForgetting(cheat, randomBars({ count: 7000, seed: 1 }), [500], 2048)).toMatch('out at bar')
  })

  test('one that ignores its parameter', () => {
    const cheat = subject((bars, i) => bars.close[i] as number)
    expect(checkParameterMatters(cheat, bars, 'period', 30)).toBe('period = 30 changes nothing')
  })

  test('one that leaves a bar unwritten', () => {
    const cheat = subject((bars, i) => (i === 3 ? undefined : (bars.close[i] as number)), 10)
    expect(checkWarmup(cheat, bars)).toMatch('out is')
  })
})

type Fill = (bars: Bars, i: number, from: number) => number | undefined

function planted(fill: Fill, warmup: number): IndicatorDefinition {
  const definition = defineIndicator({
    name: 'planted',
    title: 'Planted',
    about: 'Breaks a promise.',
    params: { period: integer(10, { min: 1, max: 50 }) },
    lines: ['out'],
    takesSource: false,
    warmup: () => ({ out: warmup }),
    create: ({ bars }, _params, { out }: { out: Column }) => ({
      extend(from, to) {
        for (let i = from; i < to; i++) {
          const value = fill(bars, i, from)
          if (value !== undefined) out.values[i] = value
        }
      },
    }),
  })
  return definition as unknown as IndicatorDefinition
}
