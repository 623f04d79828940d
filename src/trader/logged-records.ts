import type { SessionEvent } from '../core/session-event.ts'
import type { Bars } from '../market/bars.ts'
import type { Logs } from '../store/logs/open-logs.ts'
import type { RecordSink } from './journal-recorder.ts'

/** Tells the logs what goes into a journal. */
export class LoggedRecords implements RecordSink {
  readonly #sink: RecordSink
  readonly #logs: Pick<Logs, 'event'>

  constructor(sink: RecordSink, logs: Pick<Logs, 'event'>) {
    this.#sink = sink
    this.#logs = logs
  }

  appendEvent(event: SessionEvent): void {
    this.#sink.appendEvent(event)
    this.#logs.event(event)
  }

  appendBars(market: number, bars: Bars, from: number, to: number): void {
    this.#sink.appendBars(market, bars, from, to)
  }

  commit(): void {
    this.#sink.commit()
  }
}
