import type { ParamValue } from '../../core/params.ts'
import type { Timeframe } from '../../core/timeframe.ts'

/**
 * A condition on closed bars, as plain data: `close < ema(50)@1h and not (rsi(14) > 50)`. Made by `parseCondition`, written by
 * `conditionText`, checked by `checkCondition`, evaluated by `bindCondition`.
 */
export type Condition = Comparison | Negation | Junction

/** All (`and`) or at least one (`or`) of two or more conditions. */
export interface Junction {
  readonly type: 'and' | 'or'
  readonly conditions: readonly Condition[]
}

export interface Negation {
  readonly type: 'not'
  readonly condition: Condition
}

export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=' | 'crosses above' | 'crosses below'

/** Two values, compared on the bars of the smallest timeframe that either is on. */
export interface Comparison {
  readonly type: 'comparison'
  readonly left: Value
  readonly operator: ComparisonOperator
  readonly right: Value
  /** It must hold at each of so many last bars; 1 is the last one alone. */
  readonly bars: number
}

export type Value = NumberValue | BarValue | LineValue | NegativeValue | Arithmetic

export interface NumberValue {
  readonly type: 'number'
  readonly value: number
}

export const BAR_FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const
export type BarField = (typeof BAR_FIELDS)[number]

/** A price of the bar, or its volume. Without a timeframe it is that of the market. */
export interface BarValue {
  readonly type: 'bar'
  readonly field: BarField
  readonly timeframe: Timeframe | undefined
}

/** One line of an indicator. Without a timeframe it is on that of the market. */
export interface LineValue {
  readonly type: 'line'
  readonly indicator: string
  /** Those that were given; the others are the indicator's own. */
  readonly params: Readonly<Record<string, ParamValue>>
  /** What the indicator reads; `close` also for one that reads whole bars. */
  readonly source: BarField
  readonly line: string
  readonly timeframe: Timeframe | undefined
}

export interface NegativeValue {
  readonly type: 'negative'
  readonly value: Value
}

export interface Arithmetic {
  readonly type: 'arithmetic'
  readonly operator: '+' | '-' | '*' | '/'
  readonly left: Value
  readonly right: Value
}

/** The lines and bar values that `value` is reckoned from. */
export function readingsOf(value: Value): readonly (BarValue | LineValue)[] {
  switch (value.type) {
    case 'number':
      return []
    case 'negative':
      return readingsOf(value.value)
    case 'arithmetic':
      return [...readingsOf(value.left), ...readingsOf(value.right)]
    default:
      return [value]
  }
}

export function isCrossing({ operator }: Pick<Comparison, 'operator'>): boolean {
  return operator === 'crosses above' || operator === 'crosses below'
}
