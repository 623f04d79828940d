import type { FundingEvent } from '../market/funding.ts'

/** The funding events of a market, each given out once. */
export class FundingSchedule {
  readonly #events: readonly FundingEvent[]
  #next = 0
  /** When the next event is due; Infinity after the last. */
  nextAt: number

  /** @param events ascending */
  constructor(events: readonly FundingEvent[]) {
    this.#events = events
    this.nextAt = events[0]?.at ?? Number.POSITIVE_INFINITY
  }

  /** Takes out the next event when it is due by `at`. */
  take(at: number): FundingEvent | undefined {
    if (this.nextAt > at) return undefined
    const event = this.#events[this.#next]
    this.#next += 1
    this.nextAt = this.#events[this.#next]?.at ?? Number.POSITIVE_INFINITY
    return event
  }
}
