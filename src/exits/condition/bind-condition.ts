import { timeframeMs } from '../../core/timeframe.ts'
import type { LineSource } from '../../indicators/indicator.ts'
import type { BarPosition } from '../../indicators/line.ts'
import type { Indicators } from '../../indicators/lines.ts'
import type { Column } from '../../market/column.ts'
import { bindValue, sourceOn, type ValueBinding } from './bind-value.ts'
import { checkCondition } from './check-condition.ts'
import { type Comparison, type ComparisonOperator, type Condition, isCrossing, readingsOf } from './condition.ts'
import { MAX_PARTS } from './condition-limits.ts'

/**
 * Three truths, because a value that is not known (warm-up, no funding yet, division by zero) must never close a position: a comparison
 * with it is unknown, `not` of unknown is unknown, `and` is the lesser and `or` the greater of its parts. Unknown counts as not met.
 */
type Truth = 0 | 1 | 2
const FALSE = 0
const UNKNOWN = 1
const TRUE = 2
const CONTRARY = [TRUE, UNKNOWN, FALSE] as const

/** What is true at the bar of the market at `position`, and `ago` bars of its timeframe before. */
interface Test {
  readonly at: (position: number, ago: number) => Truth
  readonly next: Search
}

interface Verdict {
  readonly at: (position: number) => Truth
  readonly next: Search
}

/** The first bar in [from, to) at which it may be anything but false, or `to`: those before need not be asked. */
type Search = (from: number, to: number) => number
const ASK_EACH: Search = (from) => from

/** A condition over the columns of a market, for bars by their places there. */
export interface BoundCondition {
  isMet(position: number): boolean
  /** The first bar in [from, to) at which it is met, or `to`. */
  firstMet(from: number, to: number): number
}

interface Binding {
  readonly indicators: Indicators
  readonly source: LineSource
  readonly cells: Float64Array
  takeCell(): number
}

/**
 * Compiles `condition` over the columns of a market. The answer is whether it is met at a bar that has closed, from values at or before
 * that bar alone; it can be asked for any bar that is kept, in any order. Its lines are asked for now: see `LineSource` for when that is
 * too late. A session must keep more bars than the longest `for N bars`.
 *
 * A comparison is made on the smallest timeframe that is in it. `crosses` and `for N bars` look at bars of that one; a value on a larger
 * timeframe is then what had closed when that bar closed.
 *
 * @throws PlimsollError `usage` where `checkCondition` does; `strategy` when bars are gone that a new line would be computed from
 */
export function bindCondition(
  condition: Condition,
  indicators: Indicators,
  source: LineSource,
): (bar: BarPosition) => boolean {
  const { isMet } = bindAt(condition, indicators, source)
  return ({ position }) => isMet(position)
}

/** The same for those who know the places of the bars in the columns. */
export function bindAt(condition: Condition, indicators: Indicators, source: LineSource): BoundCondition {
  checkCondition(condition, indicators, source.bars.timeframe)
  let cells = 0
  const binding = { indicators, source, cells: new Float64Array(MAX_PARTS), takeCell: () => cells++ }
  const { at, next } = bindPart(condition, binding)
  return {
    isMet: (position) => at(position) === TRUE,
    firstMet(from, to) {
      let i = next(from, to)
      while (i < to && at(i) !== TRUE) i = next(i + 1, to)
      return i
    },
  }
}

function bindPart(condition: Condition, binding: Binding): Verdict {
  switch (condition.type) {
    case 'comparison':
      return bindComparison(condition, binding)
    case 'not': {
      const { at } = bindPart(condition.condition, binding)
      return { at: (position) => CONTRARY[at(position)], next: ASK_EACH }
    }
    case 'and':
      return condition.conditions.map((part) => bindPart(part, binding)).reduce(bothOf)
    default:
      return condition.conditions.map((part) => bindPart(part, binding)).reduce(eitherOf)
  }
}

function bothOf({ at: one, next: nextOne }: Verdict, { at: other, next: nextOther }: Verdict): Verdict {
  return {
    next: (from, to) => nextOther(nextOne(from, to), to),
    at(position) {
      const first = one(position)
      if (first === FALSE) return FALSE
      const second = other(position)
      return first < second ? first : second
    },
  }
}

function eitherOf({ at: one }: Verdict, { at: other }: Verdict): Verdict {
  return {
    next: ASK_EACH,
    at(position) {
      const first = one(position)
      if (first === TRUE) return TRUE
      const second = other(position)
      return first > second ? first : second
    },
  }
}

function bindComparison(comparison: Comparison, binding: Binding): Verdict {
  const test = bindTest(comparison, { ...binding, own: ownSource(comparison, binding.source) })
  // Whatever is asked of the bars before, a comparison that is false now makes all of it false.
  return { at: verdictOf(comparison, test), next: test.next }
}

function verdictOf(comparison: Comparison, { at }: Test): Verdict['at'] {
  const { bars } = comparison
  if (isCrossing(comparison)) return crossing(at)
  if (bars === 1) return (position) => at(position, 0)
  return (position) => {
    let held: Truth = TRUE
    for (let ago = 0; ago < bars && held !== FALSE; ago++) {
      const truth = at(position, ago)
      if (truth < held) held = truth
    }
    return held
  }
}

/** Now, and not at the bar before. */
function crossing(at: Test['at']): Verdict['at'] {
  return (position) => {
    const now = at(position, 0)
    if (now === FALSE) return FALSE
    const before = CONTRARY[at(position, 1)]
    return now < before ? now : before
  }
}

/** The bars of the smallest timeframe that is in a comparison. */
function ownSource({ left, right }: Comparison, source: LineSource): LineSource {
  const sources = [...readingsOf(left), ...readingsOf(right)].map(({ timeframe }) => sourceOn(source, timeframe))
  return sources.reduce((one, other) =>
    timeframeMs(other.bars.timeframe) < timeframeMs(one.bars.timeframe) ? other : one,
  )
}

/** Of known values `a <= b` is the contrary of `a > b`, and `a < b` is `b > a`. */
const TESTS: Readonly<Record<ComparisonOperator, { isEqual?: true; isSwapped?: true; isContrary?: true }>> = {
  '>': {},
  '<': { isSwapped: true },
  '>=': { isSwapped: true, isContrary: true },
  '<=': { isContrary: true },
  '==': { isEqual: true },
  '!=': { isEqual: true, isContrary: true },
  'crosses above': {},
  'crosses below': { isSwapped: true },
}

function bindTest({ left, right, operator }: Comparison, binding: ValueBinding): Test {
  const { isEqual, isSwapped, isContrary } = TESTS[operator]
  const first = bindValue(isSwapped ? right : left, binding)
  const second = bindValue(isSwapped ? left : right, binding)
  const { cells } = binding
  const level = first.constant ?? second.constant
  const column = first.column ?? second.column
  if (!isEqual && level !== undefined && column !== undefined)
    return bindLevel(column, level, first.column !== undefined, isContrary === true)
  const { fill: fillFirst, cell: a } = first
  const { fill: fillSecond, cell: b } = second
  const met = isContrary ? FALSE : TRUE
  const unmet = isContrary ? TRUE : FALSE
  const equals: Test['at'] = (position, ago) => {
    fillFirst(position, ago)
    fillSecond(position, ago)
    if (!(Number.isFinite(cells[a]) && Number.isFinite(cells[b]))) return UNKNOWN
    return cells[a] === cells[b] ? met : unmet
  }
  const exceeds: Test['at'] = (position, ago) => {
    fillFirst(position, ago)
    fillSecond(position, ago)
    if (!(Number.isFinite(cells[a]) && Number.isFinite(cells[b]))) return UNKNOWN
    return (cells[a] as number) > (cells[b] as number) ? met : unmet
  }
  return { at: isEqual ? equals : exceeds, next: ASK_EACH }
}

/** A line of the market itself beside a number, which is what most conditions ask: without the way through the cells. */
function bindLevel(column: Column, level: number, isLineFirst: boolean, isContrary: boolean): Test {
  const above = isLineFirst !== isContrary ? TRUE : FALSE
  const below = CONTRARY[above]
  const equal = isContrary ? TRUE : FALSE
  return {
    at(position, ago) {
      const i = position - ago
      const value = i >= 0 ? (column.values[i] as number) : Number.NaN
      if (!Number.isFinite(value)) return UNKNOWN
      if (value === level) return equal
      return value > level ? above : below
    },
    next:
      above === FALSE
        ? (from, to) => endAbove(column, level, from, to)
        : (from, to) => endBelow(column, level, from, to),
  }
}

/** The first bar in [from, to) at which the line is not above `level`, or not finite, or `to`. */
function endAbove({ values }: Column, level: number, from: number, to: number): number {
  let i = from
  while (i < to && (values[i] as number) > level && (values[i] as number) < Number.POSITIVE_INFINITY) i++
  return i
}

/** The first bar in [from, to) at which the line is not below `level`, or not finite, or `to`. */
function endBelow({ values }: Column, level: number, from: number, to: number): number {
  let i = from
  while (i < to && (values[i] as number) < level && (values[i] as number) > Number.NEGATIVE_INFINITY) i++
  return i
}
