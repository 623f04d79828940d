import type { ParamSpecs, ParamsOf } from '../core/params.ts'
import type { Prng } from '../core/prng.ts'
import type { Signal } from '../core/signal.ts'
import type { Timeframe } from '../core/timeframe.ts'
import type { Indicators, Lines } from '../indicators/lines.ts'
import type { RegimeName } from '../indicators/trend/regime.ts'
import type { Bar } from './bar.ts'

/** Looks at the bar that has just closed and says what to do, or nothing. Called once for each closed bar, in order. */
export type Decide = (bar: Bar) => Signal | undefined

/** What a strategy is built from, once for each symbol. */
export interface StrategyTools<P, I extends Indicators = Indicators> {
  readonly lines: Lines<I>
  readonly params: P
  readonly symbol: string
  /** Seeded by the run and the symbol: the only source of chance, so that a run repeats. */
  readonly random: Prng
}

/**
 * A strategy declares what it is and what can be tuned, then decides bar by bar. It sees closed bars and causal lines, and
 * proposes; it does no I/O, knows no account and sets no size.
 */
export interface StrategyDefinition<S extends ParamSpecs = ParamSpecs, I extends Indicators = Indicators> {
  /** How users call it: `momentum`. */
  readonly name: string
  /** One sentence: what it looks for and when it leaves. */
  readonly about: string
  /** The timeframe that it was made for. */
  readonly timeframe: Timeframe
  /** The market regimes that it is made for; any when absent. */
  readonly regimes?: readonly RegimeName[]
  /** Something to compare others with, not to trade on. */
  readonly baseline?: true
  /** What makes an entry void before its stop or target is reached, in words. */
  readonly invalidation?: string
  /** Its signals have `invalidWhen`: the run then brings what reads conditions. */
  readonly writesConditions?: true
  readonly params: S
  /** The indicators that it reads: `indicators: { ema }` gives `lines.ema(20)`. A user's own stand here as well. */
  readonly indicators?: I
  /**
   * `risk` (the default) sizes by the distance of the stop, `share` gives each market an equal share of the capital, which is
   * what a baseline to compare with needs. Every risk rule applies to both.
   */
  readonly sizing?: 'risk' | 'share'
  build(tools: StrategyTools<ParamsOf<S>, I>): Decide
}

/** Runs `work` and gives what it gives; throws when that takes too long. Who has a clock makes it. */
export type Guard = <T>(work: () => T) => T

/** A strategy with the values of its parameters. */
export interface RunStrategy<S extends ParamSpecs = ParamSpecs> {
  readonly definition: StrategyDefinition<S>
  readonly params: ParamsOf<S>
  /** Watches the time that it takes, where its code is not ours. */
  readonly guard?: Guard | undefined
}

/** Declares a strategy; the types of its parameters are taken from the declaration. */
export function defineStrategy<const S extends ParamSpecs, const I extends Indicators = Record<never, never>>(
  definition: StrategyDefinition<S, I>,
): StrategyDefinition<S, I> {
  return definition
}
