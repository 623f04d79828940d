import { PlimsollError } from '../../core/errors.ts'
import { didYouMean } from '../../core/nearest.ts'
import { resolveParams } from '../../core/params.ts'
import { TIMEFRAMES, type Timeframe, timeframeMs } from '../../core/timeframe.ts'
import type { Indicators } from '../../indicators/lines.ts'
import { type Comparison, type Condition, isCrossing, type LineValue, readingsOf, type Value } from './condition.ts'
import { MAX_BARS, refuseTooLarge } from './condition-limits.ts'
import { conditionText, valueText } from './condition-text.ts'
import { definitionOf } from './known-names.ts'

/**
 * Checks that `condition`, parsed or made by hand, can be evaluated on a market with bars of `timeframe`: its indicators, lines and
 * parameters exist and are in range, its timeframes can be made of the market's bars, and each comparison can come out either way.
 * @param indicators by name, the namespace of the catalogue
 * @throws PlimsollError `usage`, with the part that is wrong and a cure
 */
export function checkCondition(condition: Condition, indicators: Indicators, timeframe: Timeframe): void {
  refuseTooLarge(condition)
  checkPart(condition, { indicators, timeframe })
}

interface Against {
  readonly indicators: Indicators
  /** Of the market. */
  readonly timeframe: Timeframe
}

function checkPart(condition: Condition, against: Against): void {
  switch (condition.type) {
    case 'comparison':
      return checkComparison(condition, against)
    case 'not':
      return checkPart(condition.condition, against)
    default:
      for (const part of condition.conditions) checkPart(part, against)
      if (condition.conditions.length < 2) {
        refuse(`"${condition.type}" joins fewer than two conditions`, 'Give it two or more, or leave it out.')
      }
  }
}

function checkComparison(comparison: Comparison, against: Against): void {
  const { left, right, bars } = comparison
  checkValue(left, against)
  checkValue(right, against)
  const text = conditionText(comparison, against.indicators)
  if (readingsOf(left).length + readingsOf(right).length === 0) {
    refuse(
      `"${text}" compares numbers alone, so it is always the same`,
      'Compare a price or an indicator: close < 100.',
    )
  }
  if (!(Number.isInteger(bars) && bars >= 1 && bars <= MAX_BARS)) {
    refuse(`"${text}": ${bars} bars are not possible`, `Use a whole number from 1 to ${MAX_BARS}.`)
  }
  if (bars > 1 && isCrossing(comparison)) {
    refuse(`"${text}": a crossing happens at one bar`, 'Leave "for" out, or write < or > instead of crosses.')
  }
}

function checkValue(value: Value, against: Against): void {
  switch (value.type) {
    case 'number':
      if (!Number.isFinite(value.value)) refuse(`${value.value} cannot be compared`, 'Use a finite number.')
      return
    case 'negative':
      return checkValue(value.value, against)
    case 'arithmetic':
      checkValue(value.left, against)
      return checkValue(value.right, against)
    case 'line':
      checkLine(value, against)
      return checkTimeframe(value, against)
    default:
      return checkTimeframe(value, against)
  }
}

function checkLine(value: LineValue, { indicators }: Against): void {
  const { indicator, params, source, line } = value
  const definition = definitionOf(indicators, indicator)
  if (definition === undefined) {
    return refuse(`unknown indicator "${indicator}"`, didYouMean(indicator, Object.keys(indicators)))
  }
  if (!definition.lines.includes(line)) {
    refuse(`${indicator} has no line "${line}"`, didYouMean(line, definition.lines))
  }
  resolveParams(definition.params, params, `indicator ${indicator}`)
  if (source !== 'close' && !definition.takesSource) {
    refuse(`${indicator} reads whole bars, not the ${source}`, 'Leave the source out.')
  }
}

function checkTimeframe(value: Exclude<Value, { type: 'number' | 'negative' | 'arithmetic' }>, against: Against): void {
  const { timeframe } = value
  if (timeframe === undefined || isWhole(timeframe, against.timeframe)) return
  const text = valueText(value, against.indicators)
  const possible = TIMEFRAMES.filter((known) => isWhole(known, against.timeframe))
  const why = timeframeMs(timeframe) < timeframeMs(against.timeframe) ? 'smaller than' : 'no multiple of'
  refuse(`"${text}": ${timeframe} is ${why} the market's ${against.timeframe}`, `Use ${possible.join(', ')}.`)
}

function isWhole(timeframe: Timeframe, market: Timeframe): boolean {
  return timeframeMs(timeframe) % timeframeMs(market) === 0
}

function refuse(problem: string, cure: string): never {
  throw new PlimsollError('usage', `condition: ${problem}`, cure)
}
