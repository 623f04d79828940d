import { integer, number } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { type SwingLines, Turns } from './parts/turns.ts'
import { swings } from './swings.ts'

/** What the line `kind` says; 0 is no triangle. */
const ASCENDING = 1
const DESCENDING = 2
const SYMMETRICAL = 3

/**
 * Triangle: two swing highs and two swing lows by turns, and lines through each pair that close in on each other. Ascending: level
 * highs and rising lows; descending: falling highs and level lows; symmetrical: falling highs and rising lows. A pair is level when
 * its prices differ by at most `tolerance` of the width of the triangle at the oldest of the four. A close above the upper line
 * completes it with 100, one below the lower line with -100; where the lines meet the wait ends. Each new turn decides anew, and a
 * close that is beyond a line when the last swing becomes known counts at that bar.
 * R. D. Edwards and J. Magee, Technical Analysis of Stock Trends, 1948; the tolerance as a share of the width is ours.
 */
export const triangle = defineIndicator({
  name: 'triangle',
  title: 'Triangle',
  about:
    'pattern = 100 where a close is above the line through the last two swing highs, -100 where one is below that through the last two swing lows, while those lines close in on each other; else 0. kind = 1 ascending, 2 descending, 3 symmetrical, of the triangle that waits or was broken at the bar; 0 none. Level means a difference of at most tolerance x the first width. Swings count once right bars have closed.',
  params: {
    tolerance: number(0.15, { min: 0, max: 1 }),
    left: integer(3, { min: 1, max: 1000 }),
    right: integer(3, { min: 1, max: 1000 }),
  },
  lines: ['pattern', 'kind'],
  takesSource: false,
  warmup: ({ left, right }) => ({ pattern: left + right, kind: left + right }),
  create: ({ bars, lines }, { tolerance, left, right }, out) =>
    new Triangle({ bars, swings: lines(swings, { left, right }), tolerance, left, right }, out),
})

interface TriangleInputs {
  readonly bars: Bars
  readonly swings: SwingLines
  readonly tolerance: number
  readonly left: number
  readonly right: number
}

type Out = Readonly<Record<'pattern' | 'kind', Column>>

class Triangle implements Indicator {
  readonly #in: TriangleInputs
  readonly #out: Out
  readonly #turns: Turns
  #kind = 0
  /** Both lines at bar 0 and per bar. */
  #upper = 0.5
  #upperSlope = 0.5
  #lower = 0.5
  #lowerSlope = 0.5
  #upperAt = 0
  #lowerAt = 0

  constructor(inputs: TriangleInputs, out: Out) {
    this.#in = inputs
    this.#out = out
    this.#turns = new Turns(inputs.swings, inputs.right)
  }

  extend(from: number, to: number): void {
    const { bars, swings, left, right } = this.#in
    const { close } = bars
    const start = Math.min(to, left + right)
    if (from < start) for (const { values } of Object.values(this.#out)) values.fill(Number.NaN, from, start)
    const highAge = swings.highAge.column.values
    const lowAge = swings.lowAge.column.values
    const pattern = this.#out.pattern.values
    const kind = this.#out.kind.values
    for (let i = Math.max(from, start); i < to; i++) {
      if ((highAge[i] === right || lowAge[i] === right) && this.#turns.learn(i)) this.#recognise()
      if (this.#kind !== 0 && !(this.#upperLine(i) > this.#lowerLine(i))) this.#kind = 0
      kind[i] = this.#kind
      pattern[i] = this.#kind === 0 ? 0 : this.#watch(i, close[i] as number)
    }
  }

  forget(count: number): void {
    this.#upperAt -= count
    this.#lowerAt -= count
    this.#turns.forget(count)
  }

  #watch(i: number, close: number): number {
    const found = close > this.#upperLine(i) ? 100 : close < this.#lowerLine(i) ? -100 : 0
    if (found !== 0) this.#kind = 0
    return found
  }

  #upperLine(i: number): number {
    return this.#upper + this.#upperSlope * (i - this.#upperAt)
  }

  #lowerLine(i: number): number {
    return this.#lower + this.#lowerSlope * (i - this.#lowerAt)
  }

  /** Draws the lines through the last four turns, from the older to the newer of each pair, and names what they make. */
  #recognise(): void {
    const turns = this.#turns
    this.#kind = 0
    if (turns.count < 4) return
    const high = turns.side > 0 ? 0 : 1
    const low = 1 - high
    this.#upperAt = turns.bar(high)
    this.#lowerAt = turns.bar(low)
    this.#upper = turns.price(high)
    this.#lower = turns.price(low)
    const rise = this.#upper - turns.price(high + 2)
    const lift = this.#lower - turns.price(low + 2)
    this.#upperSlope = rise / (this.#upperAt - turns.bar(high + 2))
    this.#lowerSlope = lift / (this.#lowerAt - turns.bar(low + 2))
    const oldest = turns.bar(3)
    const width = this.#upperLine(oldest) - this.#lowerLine(oldest)
    if (!(this.#upperSlope < this.#lowerSlope && width > 0)) return
    const level = this.#in.tolerance * width
    const isTopLevel = Math.abs(rise) <= level
    const isBottomLevel = Math.abs(lift) <= level
    if (isTopLevel && !isBottomLevel && lift > 0) this.#kind = ASCENDING
    else if (isBottomLevel && !isTopLevel && rise < 0) this.#kind = DESCENDING
    else if (!isTopLevel && !isBottomLevel && rise < 0 && lift > 0) this.#kind = SYMMETRICAL
  }
}
