import type { ParamValue } from '../../core/params.ts'
import type { Indicators } from '../../indicators/lines.ts'
import type { Arithmetic, Comparison, Condition, LineValue, Value } from './condition.ts'
import { definitionOf } from './known-names.ts'

/**
 * The condition in the language of `parseCondition`, always in the same form: `close@1h < ema(50)@1h for 2 bars`. What was parsed gives a
 * text that parses to the same. Parameters are named where they are not the leading ones of the indicator.
 */
export function conditionText(condition: Condition, indicators: Indicators): string {
  switch (condition.type) {
    case 'comparison':
      return comparisonText(condition, indicators)
    case 'not':
      return `not (${conditionText(condition.condition, indicators)})`
    default: {
      const parts = condition.conditions.map((part) => {
        const isLooser = part.type === 'or' || part.type === condition.type
        return isLooser ? `(${conditionText(part, indicators)})` : conditionText(part, indicators)
      })
      return parts.join(` ${condition.type} `)
    }
  }
}

function comparisonText({ left, operator, right, bars }: Comparison, indicators: Indicators): string {
  const held = bars === 1 ? '' : ` for ${bars} bars`
  return `${valueText(left, indicators)} ${operator} ${valueText(right, indicators)}${held}`
}

/** A value in the same form. */
export function valueText(value: Value, indicators: Indicators): string {
  switch (value.type) {
    case 'number':
      return String(value.value)
    case 'bar':
      return value.field + timeframeText(value)
    case 'line':
      return lineText(value, indicators) + timeframeText(value)
    case 'negative':
      // `--rsi` would be rsi itself.
      return value.value.type === 'negative'
        ? `-(${valueText(value.value, indicators)})`
        : `-${operandText(value.value, 3, indicators)}`
    default:
      return arithmeticText(value, indicators)
  }
}

function timeframeText({ timeframe }: Pick<LineValue, 'timeframe'>): string {
  return timeframe === undefined ? '' : `@${timeframe}`
}

/** How tightly an operator binds; operators of one strength are read from the left. */
const STRENGTH = { '+': 1, '-': 1, '*': 2, '/': 2 } as const

function arithmeticText({ operator, left, right }: Arithmetic, indicators: Indicators): string {
  const strength = STRENGTH[operator]
  return `${operandText(left, strength, indicators)} ${operator} ${operandText(right, strength + 1, indicators)}`
}

function operandText(value: Value, strength: number, indicators: Indicators): string {
  const text = valueText(value, indicators)
  return value.type === 'arithmetic' && STRENGTH[value.operator] < strength ? `(${text})` : text
}

function lineText({ indicator, params, source, line }: LineValue, indicators: Indicators): string {
  const definition = definitionOf(indicators, indicator)
  const given = argumentTexts(params, Object.keys(definition?.params ?? {}))
  const all = source === 'close' ? given : [source, ...given]
  const call = all.length === 0 ? '' : `(${all.join(', ')})`
  return `${indicator}${call}${definition?.lines[0] === line ? '' : `.${line}`}`
}

/** Numbers go without a name as long as they stand in the places of `names`. */
function argumentTexts(params: LineValue['params'], names: readonly string[]): string[] {
  const given = Object.entries(params)
  const isInPlace = ([name, value]: readonly [string, ParamValue], k: number) =>
    name === names[k] && typeof value === 'number'
  const firstNamed = given.findIndex((param, k) => !isInPlace(param, k))
  return given.map(([name, value], k) => (firstNamed < 0 || k < firstNamed ? String(value) : `${name}=${value}`))
}
