/**
 * What the grammar makes of a text, before it is known what is a condition and what a number, and whether names exist. `at` is the
 * offset of a part in the text, for messages.
 */
export type RawCondition =
  | {
      readonly type: 'junction'
      readonly at: number
      readonly word: 'and' | 'or'
      readonly operands: readonly RawCondition[]
    }
  | { readonly type: 'not'; readonly at: number; readonly operand: RawCondition }
  | RawComparison
  | RawQualified
  | RawArithmetic
  | { readonly type: 'negative'; readonly at: number; readonly operand: RawCondition }
  | { readonly type: 'number'; readonly at: number; readonly value: number }
  | RawReference

/** `a < b`; with more than two sides, and an operator more for each, it is refused. */
export interface RawComparison {
  readonly type: 'comparison'
  readonly at: number
  readonly sides: readonly [RawCondition, RawCondition, ...RawCondition[]]
  readonly operators: readonly [RawOperator, ...RawOperator[]]
}

export interface RawOperator {
  readonly at: number
  readonly text: '<' | '<=' | '>' | '>=' | '==' | '!=' | 'crosses above' | 'crosses below'
}

/** Anything with `on 1h`, `@1h` or `for 2 bars` behind it. */
export interface RawQualified {
  readonly type: 'qualified'
  readonly at: number
  readonly operand: RawCondition
  readonly qualifiers: readonly (RawOn | RawFor)[]
}

export interface RawOn {
  readonly type: 'on'
  readonly at: number
  readonly timeframe: string
}

export interface RawFor {
  readonly type: 'for'
  readonly at: number
  readonly count: number
}

export interface RawArithmetic {
  readonly type: 'arithmetic'
  readonly at: number
  readonly operator: '+' | '-' | '*' | '/'
  readonly left: RawCondition
  readonly right: RawCondition
}

/** `close`, `ema(20)`, `macd(fast=8).signal`. */
export interface RawReference {
  readonly type: 'reference'
  readonly at: number
  readonly name: string
  readonly args: readonly RawArgument[] | null
  readonly line: { readonly at: number; readonly text: string } | null
}

export interface RawArgument {
  readonly at: number
  readonly name: string | null
  readonly value: number | string
}
