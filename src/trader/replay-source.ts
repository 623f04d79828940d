import { setTimeout as sleep } from 'node:timers/promises'
import type { Bars } from '../market/bars.ts'
import { Timeline } from '../market/timeline.ts'
import type { BarQueue } from './bar-queue.ts'
import type { CandleSource } from './candle-source.ts'

/** Plays bars that are all there as if they closed now: `speed` times as fast as they did, or as fast as they are taken. */
export class ReplaySource implements CandleSource {
  readonly #markets: readonly Bars[]
  readonly #timeline: Timeline
  readonly #speed: number
  readonly #now: () => number
  readonly #headStartMs: number
  #firstClose = Number.NaN
  #startedAt = Number.NaN
  #hasMoment: boolean

  /**
   * @param speed 1 is real time, 300 plays five hours a minute, Infinity does not wait
   * @param now a steady clock in milliseconds
   * @param headStartMs this much of the market is played at once, before time begins to count
   */
  constructor(markets: readonly Bars[], speed: number, now: () => number, headStartMs = 0) {
    this.#markets = markets
    this.#timeline = new Timeline(markets)
    this.#speed = speed
    this.#now = now
    this.#headStartMs = headStartMs
    this.#hasMoment = this.#timeline.next()
  }

  async fill(queue: BarQueue, signal: AbortSignal): Promise<boolean> {
    if (Number.isNaN(this.#startedAt)) this.#start()
    const waits = this.#speed !== Number.POSITIVE_INFINITY
    if (this.#hasMoment && waits) await this.#waitForMoment(signal)
    // One look at the clock: what falls due from now on is for the next call.
    const now = waits ? this.#now() : Number.POSITIVE_INFINITY
    while (this.#hasMoment && queue.room >= this.#markets.length && this.#dueAt() <= now) this.#put(queue)
    return this.#hasMoment
  }

  #start(): void {
    this.#startedAt = this.#now()
    this.#firstClose = this.#timeline.closesAt
  }

  /** When the moment comes, on the clock of this machine. The first comes after one bar. */
  #dueAt(): number {
    if (this.#speed === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY
    const barMs = this.#markets[0]?.timeframeMs ?? 0
    return this.#startedAt + (this.#timeline.closesAt - this.#firstClose + barMs - this.#headStartMs) / this.#speed
  }

  async #waitForMoment(signal: AbortSignal): Promise<void> {
    const waitMs = this.#dueAt() - this.#now()
    if (waitMs > 0) await sleep(Math.min(waitMs, 3_600_000), undefined, { signal })
  }

  #put(queue: BarQueue): void {
    const { closed } = this.#timeline
    for (let m = 0; m < closed.length; m++) {
      const i = closed[m] as number
      if (i >= 0) queue.push(m, this.#markets[m] as Bars, i)
    }
    this.#hasMoment = this.#timeline.next()
  }
}
