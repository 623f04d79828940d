import fc from 'fast-check'
import type { ParamSpec, ParamValue } from '../../../core/params.ts'
import { TIMEFRAMES, type Timeframe } from '../../../core/timeframe.ts'
import * as indicators from '../../../indicators/catalogue.ts'
import { allIndicators } from '../../../indicators/find-indicator.ts'
import type { IndicatorDefinition } from '../../../indicators/indicator.ts'
import { BAR_FIELDS, type Comparison, type Condition, isCrossing, type LineValue, type Value } from '../condition.ts'

export interface RandomConditionOptions {
  readonly indicators?: readonly IndicatorDefinition[]
  readonly timeframes?: readonly Timeframe[]
  readonly maxBars?: number
  /** Values of a parameter: any number unless given, because a text may hold one that is out of range. */
  readonly paramOf?: (spec: ParamSpec) => fc.Arbitrary<ParamValue>
}

const anyNumber = fc
  .oneof(fc.integer({ min: -200, max: 200 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (value === 0 ? 0 : value))

function anyParam(spec: ParamSpec): fc.Arbitrary<ParamValue> {
  return spec.kind === 'choice' ? fc.constantFrom(...spec.choices) : anyNumber
}

/** Conditions such as the parser gives them. */
export function randomConditions(options: RandomConditionOptions = {}): fc.Arbitrary<Condition> {
  const comparison = comparisons(options)
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      comparison,
      tie('condition').map((condition) => ({ type: 'not' as const, condition })),
      fc.record({
        type: fc.constantFrom('and' as const, 'or' as const),
        conditions: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  })).condition
}

function comparisons(options: RandomConditionOptions): fc.Arbitrary<Comparison> {
  const value = values(options)
  const operator = fc.constantFrom(...(['<', '<=', '>', '>=', '==', '!=', 'crosses above', 'crosses below'] as const))
  const bars = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: options.maxBars ?? 500 }))
  return fc
    .record({ type: fc.constant('comparison' as const), left: value, operator, right: value, bars })
    .map((comparison) => (isCrossing(comparison) ? { ...comparison, bars: 1 } : comparison))
}

function values(options: RandomConditionOptions): fc.Arbitrary<Value> {
  const timeframe = fc.constantFrom(undefined, ...(options.timeframes ?? TIMEFRAMES))
  const bar = fc.record({ type: fc.constant('bar' as const), field: fc.constantFrom(...BAR_FIELDS), timeframe })
  const line = fc
    .tuple(fc.constantFrom(...(options.indicators ?? allIndicators)), timeframe)
    .chain(([definition, on]) => lines(definition, on, options.paramOf ?? anyParam))
  const number = anyNumber.map((value) => ({ type: 'number' as const, value }))
  return fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      bar,
      line,
      number,
      tie('value').map((value) => (value.type === 'number' ? value : { type: 'negative' as const, value })),
      fc.record({
        type: fc.constant('arithmetic' as const),
        operator: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
        left: tie('value'),
        right: tie('value'),
      }),
    ),
  })).value
}

function lines(
  definition: IndicatorDefinition,
  timeframe: Timeframe | undefined,
  paramOf: (spec: ParamSpec) => fc.Arbitrary<ParamValue>,
): fc.Arbitrary<Value> {
  const specs = Object.entries(definition.params)
  const bare = { type: 'bar', field: 'close', timeframe } as const
  return fc
    .record({
      type: fc.constant('line' as const),
      indicator: fc.constant(definition.name),
      params: fc.record(Object.fromEntries(specs.map(([name, spec]) => [name, paramOf(spec)])), { requiredKeys: [] }),
      source: definition.takesSource ? fc.constantFrom(...BAR_FIELDS) : fc.constant('close' as const),
      line: fc.constantFrom(...definition.lines),
      timeframe: fc.constant(timeframe),
    })
    .map((line) => (isBarWord(line) ? bare : { ...line, params: inOrder(line.params, definition) }))
}

/** `price` and `volume` alone are words for the bar. */
function isBarWord({ indicator, params }: { indicator: string; params: object }): boolean {
  return indicator === 'volume' || (indicator === 'price' && Object.keys(params).length === 0)
}

function inOrder(
  params: Readonly<Record<string, ParamValue | undefined>>,
  definition: IndicatorDefinition,
): LineValue['params'] {
  const inOrder: Record<string, ParamValue> = {}
  for (const name of Object.keys(definition.params)) {
    const value = params[name]
    if (value !== undefined) inOrder[name] = value
  }
  return inOrder
}

const PIECES = [
  ...['and', 'or', 'not', '&&', '||', '!', 'on', 'for', 'for 2 bars', 'bars', '@', '@1h', ' on 15m', '@7m', '1H'],
  ...['(', ')', ',', '.', '=', '<', '<=', '>', '>=', '==', '!=', '+', '-', '*', '/', '%', '$', '"', '\n', '\u00a0'],
  ...['crosses above', 'crosses_below', 'CROSSES', 'between', '5', '0.05%', '1e999', '1e', '.5', '5m', '-1', '1.2.3'],
  ...['close', 'price', 'VOLUME', 'funding-rate', 'ema', 'ema(20)', 'macd.signal', 'williams-r', 'bollinger(', 'emma'],
  ...['.lower', 'period=', 'source', 'constructor', '__proto__', 'toString', 'a-b-c', '\ud800', '😀', 'i̇'],
]

/** Words of the language in any order, with and without spaces. */
export const randomTokens: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...PIECES, ...Object.keys(indicators)), fc.constantFrom('', ' ')), { maxLength: 60 })
  .map((pieces) => pieces.map(([piece, gap]) => piece + gap).join(''))
