import type { PlimsollError } from '../../core/errors.ts'
import type { Bars } from '../../market/bars.ts'

/** The columns of some bars. */
export type BarColumns = Pick<Bars, 'time' | 'open' | 'high' | 'low' | 'close' | 'volume'>

/** Where the frames of a journal go. After a failure it takes nothing more. */
export interface FrameChain {
  /** What went wrong while nobody waited. */
  readonly failure: PlimsollError | undefined
  /** The disk is full: what is written now takes the space of the reserve. */
  readonly isShortOfSpace: boolean
  /** Hash of the last frame that was written, in hex; before the first that of the header. */
  readonly hash: string
  /** One frame. Its payload stands in `room` at `PAYLOAD_AT`; what is before it, and a hash behind it, is for the chain to fill. */
  writeRecords(room: Buffer, payloadBytes: number, records: number): void
  /** One frame with the bars `from` up to but not `to` of a market. */
  writeBars(market: number, columns: BarColumns, from: number, to: number): void
  /** When it returns, what came in survives the end of the process. */
  flush(): void
  /** When it returns, what came in survives a power cut. */
  sync(): void
  /** Has the disk take what came in while the process goes on. A failure is in `failure` then. */
  syncLater(): void
  close(): void
}
