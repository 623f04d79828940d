import { Bars } from '../../src/market/bars.ts'
import { SimulatedRun } from '../../src/simulation/simulated-run.ts'
import type { StrategyDefinition } from '../../src/strategies/strategy.ts'
import { accountRun } from './account-run.ts'

/** A run whose bars come one at a time, as in a paper session, and of which nobody knows how many there will be. */
export class LiveRun {
  readonly run: SimulatedRun
  /** The bars that have come. */
  readonly bars: Bars
  readonly #source: Bars

  constructor(source: Bars, definitions: readonly StrategyDefinition[]) {
    this.#source = source
    this.bars = new Bars(source.timeframe)
    this.bars.series = source.series
    this.run = new SimulatedRun(accountRun(definitions, this.bars))
  }

  /** The next bar closes: every line goes on by it, then the venue and the strategies. */
  tick(): void {
    this.bars.appendFrom(this.#source, this.bars.length)
    this.run.prepare()
    this.run.play(Number.POSITIVE_INFINITY)
  }

  /** Throws when a strategy was stopped: the rest would be quick for nothing. */
  refuseStopped(): void {
    const [first] = this.run.recorder.stopped
    if (first !== undefined) throw first.error
  }
}
