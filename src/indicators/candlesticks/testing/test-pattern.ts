import { expect, test } from 'vitest'
import { Bars } from '../../../market/bars.ts'
import type { IndicatorDefinition } from '../../indicator.ts'
import { valuesOf } from '../../testing/expect-values.ts'

/** Open, high, low and close. */
type Bar = readonly [number, number, number, number]

/**
 * The ten bars before each example: body 20, range 40. So the first bar of an example is long with a body above 20, a doji with one
 * up to 4, shaven with a shadow below 4, and near, far and equal are 8, 24 and 2. The bars of the example then enter the means.
 */
const BEFORE: Bar = [1000, 1030, 990, 1020]

export interface PatternExample {
  /** The last bars of the market. */
  readonly bars: readonly Bar[]
  /** The value at the last one. */
  readonly value: 100 | -100
  /** The value of the same bars upside down; the changes below then break the pattern there too. */
  readonly mirrored?: 100 | -100
  /** What the example shows, when a pattern has several. */
  readonly when?: string
  /** Changes of single bars, by their number in `bars`, after which there is no pattern. */
  readonly not?: Readonly<Record<string, Readonly<Record<number, Bar>>>>
}

/** Adds a test that the pattern holds on the bars of the example, and one for each change that breaks it. */
export function testPattern(
  definition: IndicatorDefinition<Record<never, never>, 'pattern'>,
  { bars, value, mirrored, when = 'on the bars of the example', not = {} }: PatternExample,
): void {
  const last = (all: readonly Bar[]) => valuesOf(definition, {}, marketOf(all)).pattern.at(-1)

  test(`gives ${value} ${when}`, () => {
    expect(last(bars)).toBe(value)
    if (mirrored !== undefined) expect(last(bars.map(upsideDown))).toBe(mirrored)
  })

  test.each(Object.entries(not))('gives 0 when %s', (_reason, changes) => {
    const changed = bars.map((bar, i) => changes[i] ?? bar)
    expect(last(changed)).toBe(0)
    if (mirrored !== undefined) expect(last(changed.map(upsideDown))).toBe(0)
  })
}

function marketOf(last: readonly Bar[]): Bars {
  const bars = new Bars('1d')
  for (const bar of [...Array.from({ length: 10 }, () => BEFORE), ...last])
    bars.append(bars.length * bars.timeframeMs, ...bar, 0)
  return bars
}

function upsideDown([open, high, low, close]: Bar): Bar {
  return [2000 - open, 2000 - low, 2000 - high, 2000 - close]
}
