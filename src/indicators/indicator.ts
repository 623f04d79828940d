import type { ParamSpecs, ParamsOf } from '../core/params.ts'
import type { Timeframe } from '../core/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import type { Column } from '../market/column.ts'

/**
 * The contract of every indicator.
 *
 * `extend(from, to)` computes the values of bars `from` to `to - 1` of each of its lines and keeps what it needs for the next
 * call; calls come in order and without holes. Value `i` may read its inputs at or before `i` only. A backtest extends over the
 * whole file at once, a live market by one bar: one implementation, so both agree bit for bit. State is read into locals at the
 * start of a call and put back at its end, which is what makes the loop quick.
 *
 * A value that is not known yet (the first `warmup` bars) or not defined is NaN.
 *
 * A session that runs for months drops its oldest bars: the others move to the front of all columns, and the next call goes on `count`
 * places before. Many more bars than the longest warm-up are always left, so only those need `forget` that remember the place of a bar
 * or count places. Nothing may read back further than its warm-up: what is older, and still needed, is state.
 */
export interface Indicator {
  extend(from: number, to: number): void
  /** The first `count` bars are gone: every place that is remembered is `count` less. */
  forget?(count: number): void
}

/** What an indicator is made from. */
export interface Inputs {
  readonly bars: Bars
  /** The column that the caller chose, the close by default. */
  readonly source: SourceColumn
  /** The lines of another indicator on the same bars: computed once, however many ask. Its source is `source` unless given. */
  lines<S extends ParamSpecs, L extends string>(
    definition: IndicatorDefinition<S, L>,
    params: Partial<ParamsOf<S>>,
    source?: SourceColumn,
  ): Readonly<Record<L, SourceColumn>>
  /**
   * The main line of another indicator for a reader that wants value `i` only while it extends bar `i`: it need not be kept for that.
   * Read it as `values[i & mask]`.
   */
  passing<S extends ParamSpecs, L extends string>(
    definition: IndicatorDefinition<S, L>,
    params: Partial<ParamsOf<S>>,
  ): Column
}

/** A column and the number of bars at its start that hold no value. */
export interface SourceColumn {
  readonly column: Column
  readonly warmup: number
}

/** Where lines come from: the columns of a market, on its own timeframe or on a larger one. */
export interface LineSource {
  readonly bars: Bars
  /** The lines of `definition` over `source` (the close unless given), each computed once. */
  lines<S extends ParamSpecs, L extends string>(
    definition: IndicatorDefinition<S, L>,
    params?: Partial<ParamsOf<S>>,
    source?: SourceColumn,
  ): Readonly<Record<L, SourceColumn>>
  /** The place of the value of a line at each bar that a strategy is called for; absent where that is the place of the bar. */
  readonly places?: Column
  /** The same on a larger timeframe, as of the last bar of it that had closed. */
  on(timeframe: Timeframe): LineSource
}

export interface IndicatorDefinition<S extends ParamSpecs = ParamSpecs, L extends string = string> {
  /** How users call it: `ema`. */
  readonly name: string
  readonly title: string
  /** The definition in words and formula: seed, smoothing, degrees of freedom, and its source. */
  readonly about: string
  readonly params: S
  /** The names of its lines, the main one first. */
  readonly lines: readonly L[]
  /**
   * Lines that are kept only when somebody asks for them: until then they are written into a short ring. The indicator writes value
   * `i` of such a line to `values[i & mask]` and never reads it back.
   */
  readonly keptOnDemand?: readonly L[]
  /** Whether `source` can be chosen; otherwise it reads the bars. */
  readonly takesSource: boolean
  /** Number of leading bars without a value, one number for each line, counted from the first bar that has a source value. */
  warmup(params: ParamsOf<S>): Readonly<Record<L, number>>
  /** Lines that are drawn beside the bar that they belong to: how many bars to the right (to the left when negative). */
  drawShift?(params: ParamsOf<S>): Readonly<Partial<Record<L, number>>>
  /** Lines that are a line of another indicator as it stands: taken over instead of computed again. */
  share?(inputs: Inputs, params: ParamsOf<S>): Readonly<Partial<Record<L, SourceColumn>>>
  /** Makes the indicator that fills the other lines. Those that `share` gave are full already and may be read; absent when it gave all. */
  create?(inputs: Inputs, params: ParamsOf<S>, lines: Readonly<Record<L, Column>>): Indicator
}

/** Declares an indicator; the types of its parameters and lines are taken from the declaration. */
export function defineIndicator<const S extends ParamSpecs, const L extends string>(
  definition: IndicatorDefinition<S, L>,
): IndicatorDefinition<S, L> {
  return definition
}
