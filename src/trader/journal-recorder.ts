import { PlimsollError } from '../core/errors.ts'
import type { CommandGiven, SessionEvent, SessionStarted } from '../core/session-event.ts'
import type { Bars } from '../market/bars.ts'
import type { RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'
import type { SessionEnd, SessionRecorder } from './paper-session.ts'
import { SessionEvents } from './session-events.ts'

/** How often the account is noted, in time of the market (requirement B6). */
const SNAPSHOT_MS = 300_000

/** Where the records of a session go. */
export interface RecordSink {
  appendEvent(event: SessionEvent): void
  appendBars(market: number, bars: Bars, from: number, to: number): void
  /** Everything that was appended belongs together: a batch of bars and what followed from it. */
  commit(): void
}

/**
 * Keeps everything that goes into a session and comes out of it. The bars of a batch come before what was decided on them, so that a
 * crash can leave bars without their decisions, which a replay makes again, but never decisions without their bars.
 */
export class JournalRecorder implements SessionRecorder {
  /** To be told by the engine what it does. */
  readonly events: SessionEvents
  #sink: RecordSink
  /** Is told once, between two moments, when a record cannot be kept; from there on nothing more is. */
  onFailure: (error: PlimsollError) => void = (error) => {
    throw error
  }
  #failure: PlimsollError | undefined
  #isTold = false
  #nextSnapshotAt = Number.NEGATIVE_INFINITY

  constructor(options: RunOptions, sink: RecordSink) {
    this.#sink = sink
    this.events = new SessionEvents(options, (event) => this.#keep(event))
  }

  start(started: SessionStarted): void {
    this.#keep(started)
    this.#commit()
  }

  /** Keeps what comes from here on elsewhere. */
  goOn(sink: RecordSink): void {
    this.#sink = sink
  }

  onBars(market: number, bars: Bars, from: number, to: number): void {
    this.#attempt(() => this.#sink.appendBars(market, bars, from, to))
  }

  onCommand(command: CommandGiven): void {
    this.#keep(command)
  }

  onPlayed(run: SimulatedRun, closesAt: number): void {
    if (closesAt >= this.#nextSnapshotAt) {
      this.#nextSnapshotAt = (Math.floor(closesAt / SNAPSHOT_MS) + 1) * SNAPSHOT_MS
      this.events.seeAccount(run, closesAt)
    }
    this.#commit()
  }

  onEnded(run: SimulatedRun, closesAt: number, end: SessionEnd): void {
    this.events.seeAccount(run, closesAt)
    this.#keep({ type: 'ended', at: Number.isNaN(closesAt) ? null : closesAt, end })
    this.#commit()
  }

  #keep(event: SessionEvent): void {
    if (this.#failure !== undefined) return
    // Events come by the thousand: no function is made for each.
    try {
      this.#sink.appendEvent(event)
    } catch (error) {
      this.#fail(error)
    }
  }

  #commit(): void {
    this.#attempt(() => this.#sink.commit())
    if (this.#failure === undefined || this.#isTold) return
    this.#isTold = true
    this.onFailure(this.#failure)
  }

  #attempt(action: () => void): void {
    if (this.#failure !== undefined) return
    try {
      action()
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    if (!(error instanceof PlimsollError)) throw error
    this.#failure = error
  }
}
