import { Bars } from '../../src/market/bars.ts'
import { SimulatedRun } from '../../src/simulation/simulated-run.ts'
import type { StrategyDefinition } from '../../src/strategies/strategy.ts'
import { accountRun } from './account-run.ts'

/** Bars that are kept, as in a paper session. */
const WINDOW_BARS = 16_384

/** A run whose bars come one at a time, as in a paper session, and of which nobody knows how many there will be. */
export class LiveRun {
  readonly run: SimulatedRun
  /** The bars that have come. */
  readonly bars: Bars
  readonly #source: Bars
  #next = 0

  constructor(source: Bars, definitions: readonly StrategyDefinition[]) {
    this.#source = source
    this.bars = new Bars(source.timeframe, 2 * WINDOW_BARS + 1)
    this.bars.series = source.series
    this.run = new SimulatedRun(accountRun(definitions, this.bars))
  }

  /** The next bar closes: every line goes on by it, then the venue and the strategies. */
  tick(): void {
    this.bars.appendFrom(this.#source, this.#next++)
    this.run.prepare()
    this.run.play(Number.POSITIVE_INFINITY)
    const counts = this.run.surplus(WINDOW_BARS)
    if (counts.some((count) => count > 0)) this.run.forget(counts, WINDOW_BARS)
  }

  /** Throws when a strategy was stopped: the rest would be quick for nothing. */
  refuseStopped(): void {
    const [first] = this.run.recorder.stopped
    if (first !== undefined) throw first.error
  }
}
