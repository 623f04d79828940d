import { Bars } from '../market/bars.ts'
import { ColumnMemory } from '../market/column-memory.ts'
import { resultOf } from '../research/result-of.ts'
import { RunPast } from '../research/run-past.ts'
import type { RunResult } from '../research/run-result.ts'
import { type RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'
import { BarQueue } from './bar-queue.ts'
import type { CandleSource } from './candle-source.ts'

/** Bars that may wait for the engine. */
const QUEUE_BARS = 4096

/** Bars of each market that stay in memory when no other number is given: eleven days of 1-minute bars. */
export const WINDOW_BARS = 16_384

/** Bars that a session has memory for: two windows, and what the queue may bring at once or lines need for their first value. */
export function roomFor(windowBars: number): number {
  return 2 * windowBars + QUEUE_BARS
}

/** How a session ends. */
export type SessionEnd = 'end_of_data' | 'stopped'

/**
 * A paper account: the engine of the backtest, fed from a queue of bars as they close. Every bar that waits is taken in at once,
 * then the engine goes through the moments one by one; a strategy cannot tell the difference.
 *
 * It may run for months, so it keeps a window of bars: once there are more than twice as many, the older half is dropped, with all that
 * was computed for them. Of each moment 25 bytes stay, for the report, and each trade.
 */
export class PaperSession {
  readonly run: SimulatedRun
  readonly #options: RunOptions
  readonly #bars: readonly Bars[]
  readonly #queue = new BarQueue(QUEUE_BARS)
  readonly #stop = new AbortController()
  readonly #windowBars: number
  #past: RunPast | undefined
  /** When the last bar closed, NaN before the first. */
  closesAt = Number.NaN

  /**
   * @param options as for a backtest; of the bars of its markets only the number is used, to make room, and their series:
   * the bars come from the source. No bars mean that nobody knows how many there will be
   * @param window how many bars strategies can look back on, at least; those that lines need for their first value are kept beside them
   */
  constructor(options: RunOptions, { windowBars = WINDOW_BARS }: { readonly windowBars?: number } = {}) {
    const memory = options.memory ?? new ColumnMemory()
    this.#windowBars = windowBars
    const room = roomFor(windowBars)
    this.#bars = options.markets.map(({ bars }) => {
      const own = new Bars(bars.timeframe, bars.length === 0 ? room : Math.min(bars.length, room), memory)
      own.series = bars.series
      return own
    })
    this.#options = {
      ...options,
      memory,
      expectedBars: Math.max(0, ...options.markets.map(({ bars }) => bars.length)),
      markets: options.markets.map((market, m) => ({ ...market, bars: this.#bars[m] as Bars })),
    }
    this.run = new SimulatedRun(this.#options)
  }

  /** Trades until the source ends or `stop` is called. `onMoments` is called after each batch of bars. */
  async trade(source: CandleSource, onMoments: () => void = () => {}): Promise<SessionEnd> {
    const { signal } = this.#stop
    for (;;) {
      const hasMore = await this.#fill(source, signal)
      this.#takeIn()
      onMoments()
      if (signal.aborted) return 'stopped'
      if (!hasMore) return 'end_of_data'
    }
  }

  /** Ends `trade` after the bars that are already there. */
  stop(): void {
    this.#stop.abort()
  }

  /** What the session leaves behind; positions are closed at the last price before, unless they are to stay open. */
  finish(end: SessionEnd, closesPositions: boolean): RunResult {
    if (closesPositions) this.run.finish(end === 'stopped' ? 'force_exit' : 'end_of_data')
    this.run.release()
    this.#past?.note(this.run.recorder.length)
    const result = resultOf(this.#options, this.run, this.#past)
    return { ...result, release: () => this.#release(result) }
  }

  #release(result: RunResult): void {
    result.release?.()
    for (const bars of this.#bars) bars.release(this.run.memory)
    this.#past?.release(this.run.memory)
  }

  async #fill(source: CandleSource, signal: AbortSignal): Promise<boolean> {
    try {
      return await source.fill(this.#queue, signal)
    } catch (error) {
      // Stopping wakes a source that waits: that is how it was asked to end, not a failure.
      if (signal.aborted) return false
      throw error
    }
  }

  #takeIn(): void {
    this.#queue.drainInto(this.#bars)
    this.run.prepare()
    if (this.run.play(Number.POSITIVE_INFINITY) > 0) this.closesAt = this.run.closesAt
    this.#dropOldBars()
  }

  #dropOldBars(): void {
    const { run } = this
    const counts = run.surplus(this.#windowBars)
    if (!counts.some((count) => count > 0)) return
    const { markets, capital, expectedBars = 0 } = this.#options
    this.#past ??= new RunPast(markets, capital, run.memory, expectedBars)
    this.#past.note(run.recorder.length)
    this.#past.forget(counts)
    run.forget(counts, this.#windowBars)
  }
}
