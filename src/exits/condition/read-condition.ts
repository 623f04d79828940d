import { didYouMean } from '../../core/nearest.ts'
import { TIMEFRAMES, type Timeframe, timeframeMs } from '../../core/timeframe.ts'
import type { Indicators } from '../../indicators/lines.ts'
import { type Comparison, type Condition, isCrossing, readingsOf, type Value } from './condition.ts'
import { MAX_BARS } from './condition-limits.ts'
import type { RawComparison, RawCondition, RawFor, RawOn, RawQualified } from './raw-condition.ts'
import { readReference } from './read-reference.ts'
import { refuseText } from './refuse-text.ts'

/** What stands around a part of the text. */
interface Around {
  readonly text: string
  readonly indicators: Indicators
  /** The innermost `on 1h` that the part is under. */
  readonly on: OnScope | undefined
  /** The `for 2 bars` that a comparison still has to take. */
  readonly held: RawFor | undefined
}

interface OnScope {
  readonly timeframe: Timeframe
  isUsed: boolean
}

/**
 * Finds out what of `raw` is a condition and what a number, gives each value its timeframe and resolves names.
 * @throws PlimsollError `usage` with the place in `text`
 */
export function readCondition(raw: RawCondition, text: string, indicators: Indicators): Condition {
  return toCondition(raw, { text, indicators, on: undefined, held: undefined })
}

function toCondition(raw: RawCondition, around: Around): Condition {
  const { text, held } = around
  switch (raw.type) {
    case 'comparison':
      return toComparison(raw, around)
    case 'qualified':
      return under(raw, around, toCondition)
    case 'junction':
      if (held !== undefined) refuseHeld(text, held)
      return { type: raw.word, conditions: raw.operands.map((operand) => toCondition(operand, around)) }
    case 'not':
      if (held !== undefined) refuseHeld(text, held)
      return { type: 'not', condition: toCondition(raw.operand, around) }
    default:
      return refuseText(text, raw.at, 'a number stands where a condition is needed', 'Compare it: rsi(14) < 50.')
  }
}

function toValue(raw: RawCondition, around: Around): Value {
  const { text, on, held } = around
  if (held !== undefined) refuseHeld(text, held)
  switch (raw.type) {
    case 'number':
      if (Number.isFinite(raw.value)) return { type: 'number', value: raw.value }
      return refuseText(text, raw.at, 'this number is too large', 'Write a number below 1e308.')
    case 'reference':
      if (on !== undefined) on.isUsed = true
      return readReference(raw, { ...around, timeframe: on?.timeframe })
    case 'negative':
      return negated(toValue(raw.operand, around))
    case 'arithmetic': {
      const { operator, left, right } = raw
      return { type: 'arithmetic', operator, left: toValue(left, around), right: toValue(right, around) }
    }
    case 'qualified':
      return under(raw, around, toValue)
    default:
      return refuseText(
        text,
        raw.at,
        'a condition stands where a number is needed',
        'Join conditions with and, or, not.',
      )
  }
}

/** `-5` is a number. */
function negated(value: Value): Value {
  if (value.type !== 'number') return { type: 'negative', value }
  return { type: 'number', value: value.value === 0 ? 0 : -value.value }
}

function toComparison(raw: RawComparison, around: Around): Comparison {
  const { text, held } = around
  const [first, second] = raw.sides
  const [operator, another] = raw.operators
  if (another !== undefined) {
    refuseText(text, another.at, 'a comparison has two sides', 'Write a < b and b < c instead of a < b < c.')
  }
  const inside = { ...around, held: undefined }
  const left = toValue(first, inside)
  const right = toValue(second, inside)
  const bars = held === undefined ? 1 : toBars(held, text)
  const comparison: Comparison = { type: 'comparison', left, operator: operator.text, right, bars }
  if (held !== undefined && isCrossing(comparison)) {
    refuseText(text, held.at, 'a crossing happens at one bar', 'Leave "for" out, or write < or > instead of crosses.')
  }
  if (bars > 1 || isCrossing(comparison)) refuseUnclearBars(comparison, held?.at ?? operator.at, around)
  return comparison
}

function toBars({ count, at }: RawFor, text: string): number {
  if (Number.isInteger(count) && count >= 1 && count <= MAX_BARS) return count
  return refuseText(text, at, `"for ${count} bars" is not possible`, `Use a whole number from 1 to ${MAX_BARS}.`)
}

/** `close@5m < ema(50) on 1h for 2 bars`: nobody can tell whether bars of 5m or of 1h are meant. */
function refuseUnclearBars({ left, right }: Comparison, at: number, { text, on }: Around): void {
  if (on === undefined) return
  for (const { timeframe } of [...readingsOf(left), ...readingsOf(right)]) {
    if (timeframe === undefined || timeframeMs(timeframe) >= timeframeMs(on.timeframe)) continue
    const problem = `bars of ${timeframe} or of ${on.timeframe} may be meant`
    refuseText(text, at, problem, 'Name the timeframe behind each value with @: the smallest bars are counted.')
  }
}

/** Reads what `raw` qualifies with its `on` and its `for`. */
function under<T>(raw: RawQualified, around: Around, read: (operand: RawCondition, around: Around) => T): T {
  const { text } = around
  let { held } = around
  let rawOn: RawOn | undefined
  for (const qualifier of raw.qualifiers) {
    const isTwice = qualifier.type === 'on' ? rawOn !== undefined : held !== undefined
    if (isTwice) refuseText(text, qualifier.at, `"${qualifier.type}" stands twice`, 'Leave one of them out.')
    if (qualifier.type === 'on') rawOn = qualifier
    else held = qualifier
  }
  if (rawOn === undefined) return read(raw.operand, { ...around, held })
  const on = { timeframe: toTimeframe(rawOn, text), isUsed: false }
  const result = read(raw.operand, { ...around, held, on })
  if (on.isUsed) return result
  const problem = `no value is left for ${on.timeframe}`
  return refuseText(text, rawOn.at, problem, 'Leave it out, or take the timeframe away that stands behind the value.')
}

function toTimeframe({ timeframe, at }: RawOn, text: string): Timeframe {
  const found = TIMEFRAMES.find((known) => known === timeframe.toLowerCase())
  return found ?? refuseText(text, at, `unknown timeframe "${timeframe}"`, didYouMean(timeframe, TIMEFRAMES))
}

function refuseHeld(text: string, { at }: RawFor): never {
  return refuseText(
    text,
    at,
    '"for" belongs to one comparison',
    'Write it behind each comparison that it is meant for.',
  )
}
