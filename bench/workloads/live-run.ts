import { Bars } from '../../src/market/bars.ts'
import { SimulatedRun } from '../../src/simulation/simulated-run.ts'
import type { StrategyDefinition } from '../../src/strategies/strategy.ts'
import { roomFor, WINDOW_BARS } from '../../src/trader/paper-session.ts'
import { accountRun } from './account-run.ts'

/** A run whose bars come one at a time, as in a paper session, which keeps a window of them: nobody knows how many there will be. */
export class LiveRun {
  readonly run: SimulatedRun
  /** The bars that have come, the newest ones. */
  readonly bars: Bars
  readonly #source: Bars

  constructor(source: Bars, definitions: readonly StrategyDefinition[]) {
    this.#source = source
    this.bars = new Bars(source.timeframe, roomFor(WINDOW_BARS))
    this.bars.series = source.series
    this.run = new SimulatedRun(accountRun(definitions, this.bars))
  }

  /** The next bar closes: every line goes on by it, then the venue and the strategies. */
  tick(): void {
    this.bars.appendFrom(this.#source, this.bars.forgotten + this.bars.length)
    this.run.prepare()
    this.run.play(Number.POSITIVE_INFINITY)
    this.run.forget(this.run.surplus(WINDOW_BARS), WINDOW_BARS)
  }

  /** Throws when a strategy was stopped: the rest would be quick for nothing. */
  refuseStopped(): void {
    const [first] = this.run.recorder.stopped
    if (first !== undefined) throw first.error
  }
}
