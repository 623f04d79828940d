import type { BarQueue } from './bar-queue.ts'

/** Where closed bars come from: a file that is replayed, a synthetic market, later an exchange. */
export interface CandleSource {
  /**
   * Waits until bars have closed and puts them into the queue, whole moments at a time.
   * @returns false when there will be no more
   */
  fill(queue: BarQueue, signal: AbortSignal): Promise<boolean>
}
