import type { CommandGiven, SessionEvent, SessionStarted } from '../core/session-event.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { appendRecord, type BarsRecord, type JournalRecord } from '../store/journal/read-journal.ts'
import { EventComparer } from './event-comparer.ts'
import { JournalRecorder } from './journal-recorder.ts'
import { ObserverList } from './observer-list.ts'
import { PaperSession } from './paper-session.ts'
import { type ReplayReport, reportOf } from './replay-report.ts'
import { commandIn } from './session-records.ts'

const ENDED: SessionEvent['type'] = 'ended'

/**
 * Feeds the inputs of a journal, bars and commands, to a session that is made anew, and compares everything that comes out of it, batch by
 * batch as the session went. A session that was cut short stands afterwards where it stood then, and can go on.
 */
export class SessionReplay {
  readonly session: PaperSession
  /** Keeps what the session does: for the comparison, until it is told to go on with a journal. */
  readonly recorder: JournalRecorder
  readonly observers: ObserverList
  /** Whether the session was told to finish: then it cannot go on. */
  isFinished = false
  /** Whether the journal tells its end, too. */
  hasEnded = false
  /** The last record that was taken in. */
  sequence = 1
  readonly #comparer = new EventComparer()
  #bars = 0
  /** Market of the bars that came last; -1 when all that came has been played. */
  #lastMarket = -1

  /** @param options the run as it was set up; of its markets everything but the bars counts */
  constructor(
    started: SessionStarted,
    options: RunOptions,
    { windowBars }: { readonly windowBars?: number | undefined } = {},
  ) {
    const sink = {
      appendEvent: this.#comparer.give.bind(this.#comparer),
      appendBars: () => undefined,
      commit: () => undefined,
    }
    this.recorder = new JournalRecorder(options, sink)
    this.observers = new ObserverList([this.recorder.events])
    this.session = new PaperSession({ ...options, observer: this.observers }, { windowBars, recorder: this.recorder })
    this.recorder.start(started)
    this.#comparer.expect(JSON.stringify(started), 1)
  }

  /**
   * Takes in the records after the first until they end, or until one differs. Bars that nothing follows are not played: more of
   * the same moments may be missing.
   */
  run(records: Iterable<JournalRecord>): ReplayReport {
    for (const record of records) {
      this.sequence = record.sequence
      if (record.type === 'bars') this.#takeIn(record)
      else this.#compare(record.text)
      if (this.#comparer.difference !== undefined) return reportOf(this.#comparer, this.#bars)
    }
    // Where a crash cut a session short, what followed from its last bars may be missing.
    if (this.hasEnded) {
      this.#play()
      this.#comparer.expectNothing()
    }
    return reportOf(this.#comparer, this.#bars)
  }

  /** The market of the last record when it holds bars, whose batch may lack those of the markets after it; undefined otherwise. */
  get lastMarket(): number | undefined {
    return this.#lastMarket === -1 ? undefined : this.#lastMarket
  }

  /** Brings the session up to its last inputs. Gives what followed from them and was not written any more. */
  catchUp(): readonly string[] {
    this.#play()
    return this.#comparer.rest
  }

  #takeIn(record: BarsRecord): void {
    const { market, count } = record
    // A batch has at most one record for each market, in their order.
    if (market <= this.#lastMarket) this.#play()
    if (this.#lastMarket === -1) this.#comparer.expectNothing(this.sequence)
    appendRecord(this.session.barsOf(market), record)
    this.#lastMarket = market
    this.#bars += count
  }

  #compare(text: string): void {
    this.#play()
    const command = commandIn(text)
    if (command !== undefined) {
      this.#comparer.expectNothing(this.sequence)
      this.#obey(command)
    }
    this.#comparer.expect(text, this.sequence)
    this.hasEnded ||= text.startsWith(`{"type":"${ENDED}"`)
  }

  #obey({ type: _type, at: _at, ...command }: CommandGiven): void {
    if (command.command !== 'finish') return this.session.act(command)
    this.isFinished = true
    this.session.finish(command.reason === 'end_of_data' ? 'end_of_data' : 'stopped', command.closesPositions === true)
  }

  #play(): void {
    if (this.#lastMarket === -1) return
    this.#lastMarket = -1
    this.session.play()
  }
}
