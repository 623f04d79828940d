import { fail } from '../core/assert.ts'
import type { CommandGiven, SessionEnded } from '../core/session-event.ts'
import { Bars } from '../market/bars.ts'
import { ColumnMemory } from '../market/column-memory.ts'
import { resultOf } from '../research/result-of.ts'
import { RunPast } from '../research/run-past.ts'
import type { RunResult } from '../research/run-result.ts'
import { type RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'
import { applyCommand, type SessionCommand } from './apply-command.ts'
import { BarQueue } from './bar-queue.ts'
import type { CandleSource } from './candle-source.ts'

/** Bars that may wait for the engine: with half as many the journal of a session at full speed would cost a tenth more. */
export const QUEUE_BARS = 8192

/** Bars of each market that stay in memory when no other number is given: eleven days of 1-minute bars. */
export const WINDOW_BARS = 16_384

/** Bars that a session has memory for: two windows, and what the queue may bring at once or lines need for their first value. */
export function roomFor(windowBars: number): number {
  return 2 * windowBars + QUEUE_BARS
}

/** How a session ends. */
export type SessionEnd = SessionEnded['end']

/** Keeps what goes into a session, in the order in which it does. */
export interface SessionRecorder {
  /** Bars `from` to `to` - 1 of a market have come; nothing was decided on them yet. */
  onBars(market: number, bars: Bars, from: number, to: number): void
  /** What was told is done next. */
  onCommand(command: CommandGiven): void
  /** Everything that came before has been worked through; `closesAt` is when the last bar closed. */
  onPlayed(run: SimulatedRun, closesAt: number): void
  onEnded(run: SimulatedRun, closesAt: number, end: SessionEnd): void
}

export interface SessionSettings {
  /** How many bars strategies can look back on, at least; those that lines need for their first value are kept beside them. */
  readonly windowBars?: number | undefined
  readonly recorder?: SessionRecorder | undefined
}

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
  readonly #recorder: SessionRecorder | undefined
  /** Bars of each market that were played. */
  readonly #played: number[]
  #past: RunPast | undefined
  /** When the last bar closed, NaN before the first. */
  closesAt = Number.NaN

  /**
   * @param options as for a backtest; of the bars of its markets only the number is used, to make room, and their series:
   * the bars come from the source. No bars mean that nobody knows how many there will be
   */
  constructor(options: RunOptions, { windowBars = WINDOW_BARS, recorder }: SessionSettings = {}) {
    const memory = options.memory ?? new ColumnMemory()
    this.#windowBars = windowBars
    this.#recorder = recorder
    this.#played = options.markets.map(() => 0)
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
  async trade(source: CandleSource, onMoments: () => unknown = () => {}): Promise<SessionEnd> {
    const { signal } = this.#stop
    for (;;) {
      const hasMore = await this.#fill(source, signal)
      this.#queue.drainInto(this.#bars)
      this.play()
      await onMoments()
      if (signal.aborted) return 'stopped'
      if (!hasMore) return 'end_of_data'
    }
  }

  /** Ends `trade` after the bars that are already there. */
  stop(): void {
    this.#stop.abort()
  }

  /** The bars of a market, to which those that close are appended. */
  barsOf(market: number): Bars {
    return this.#bars[market] ?? fail(`there is no market ${market}`)
  }

  /** Does what a person asks for, between two moments. It is kept at once: the next bar may be hours away, and a crash nearer. */
  act(command: SessionCommand): void {
    const at = Number.isNaN(this.closesAt) ? null : this.closesAt
    this.#recorder?.onCommand({ type: 'command', at, ...command })
    applyCommand(this.run, command)
    this.#recorder?.onPlayed(this.run, this.closesAt)
  }

  /** What the session leaves behind; positions are closed at the last price before, unless they are to stay open. */
  finish(end: SessionEnd, closesPositions: boolean): RunResult {
    this.act({ command: 'finish', by: 'session', reason: end, closesPositions })
    this.#recorder?.onEnded(this.run, this.closesAt, end)
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

  /** Goes through the moments of all bars that were appended. */
  play(): void {
    const played = this.#played
    for (const [m, bars] of this.#bars.entries()) {
      if (bars.length > (played[m] as number)) this.#recorder?.onBars(m, bars, played[m] as number, bars.length)
      played[m] = bars.length
    }
    this.run.prepare()
    if (this.run.play(Number.POSITIVE_INFINITY) > 0) this.closesAt = this.run.closesAt
    this.#recorder?.onPlayed(this.run, this.closesAt)
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
    for (const [m, bars] of this.#bars.entries()) this.#played[m] = bars.length
  }
}
