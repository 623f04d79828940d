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

/** At the bar of the market at `position`, and `ago` bars of its timeframe before. */
type Test = (position: number, ago: number) => Truth
type Verdict = (position: number) => Truth

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
  const isMet = bindAt(condition, indicators, source)
  return ({ position }) => isMet(position)
}

/** The same for those who know the place of the bar in the columns. */
export function bindAt(
  condition: Condition,
  indicators: Indicators,
  source: LineSource,
): (position: number) => boolean {
  checkCondition(condition, indicators, source.bars.timeframe)
  let cells = 0
  const binding = { indicators, source, cells: new Float64Array(MAX_PARTS), takeCell: () => cells++ }
  const verdict = bindPart(condition, binding)
  return (position) => verdict(position) === TRUE
}

function bindPart(condition: Condition, binding: Binding): Verdict {
  switch (condition.type) {
    case 'comparison':
      return bindComparison(condition, binding)
    case 'not': {
      const verdict = bindPart(condition.condition, binding)
      return (position) => CONTRARY[verdict(position)]
    }
    case 'and':
      return condition.conditions.map((part) => bindPart(part, binding)).reduce(bothOf)
    default:
      return condition.conditions.map((part) => bindPart(part, binding)).reduce(eitherOf)
  }
}

function bothOf(one: Verdict, other: Verdict): Verdict {
  return (position) => {
    const first = one(position)
    if (first === FALSE) return FALSE
    const second = other(position)
    return first < second ? first : second
  }
}

function eitherOf(one: Verdict, other: Verdict): Verdict {
  return (position) => {
    const first = one(position)
    if (first === TRUE) return TRUE
    const second = other(position)
    return first > second ? first : second
  }
}

function bindComparison(comparison: Comparison, binding: Binding): Verdict {
  const test = bindTest(comparison, { ...binding, own: ownSource(comparison, binding.source) })
  const { bars } = comparison
  if (isCrossing(comparison)) return crossing(test)
  if (bars === 1) return (position) => test(position, 0)
  return (position) => {
    let held: Truth = TRUE
    for (let ago = 0; ago < bars && held !== FALSE; ago++) {
      const truth = test(position, ago)
      if (truth < held) held = truth
    }
    return held
  }
}

/** Now, and not at the bar before. */
function crossing(test: Test): Verdict {
  return (position) => {
    const now = test(position, 0)
    if (now === FALSE) return FALSE
    const before = CONTRARY[test(position, 1)]
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
  if (isEqual) {
    return (position, ago) => {
      fillFirst(position, ago)
      fillSecond(position, ago)
      if (!(Number.isFinite(cells[a]) && Number.isFinite(cells[b]))) return UNKNOWN
      return cells[a] === cells[b] ? met : unmet
    }
  }
  return (position, ago) => {
    fillFirst(position, ago)
    fillSecond(position, ago)
    if (!(Number.isFinite(cells[a]) && Number.isFinite(cells[b]))) return UNKNOWN
    return (cells[a] as number) > (cells[b] as number) ? met : unmet
  }
}

/** A line of the market itself beside a number, which is what most conditions ask: without the way through the cells. */
function bindLevel(column: Column, level: number, isLineFirst: boolean, isContrary: boolean): Test {
  const above = isLineFirst !== isContrary ? TRUE : FALSE
  const below = CONTRARY[above]
  const equal = isContrary ? TRUE : FALSE
  return (position, ago) => {
    const i = position - ago
    const value = i >= 0 ? (column.values[i] as number) : Number.NaN
    if (!Number.isFinite(value)) return UNKNOWN
    if (value === level) return equal
    return value > level ? above : below
  }
}
