import { Column } from './column.ts'

/** The values of a candle in the order in which files without a header have them. */
export const CANDLE_FIELDS = ['timestamp', 'open', 'high', 'low', 'close', 'volume'] as const

export type CandleField = (typeof CANDLE_FIELDS)[number]

/**
 * Candles as a file has them, before anyone has judged them: they may be unsorted, doubled or wrong, and a value that could not
 * be read is NaN. `checkedBars` makes bars of them or says why not; `checkQuality` counts what is wrong.
 */
export class CandleRows {
  length = 0
  readonly timestamp: Column
  readonly open: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
  readonly volume: Column

  constructor(capacity = 0) {
    this.timestamp = new Column(capacity)
    this.open = new Column(capacity)
    this.high = new Column(capacity)
    this.low = new Column(capacity)
    this.close = new Column(capacity)
    this.volume = new Column(capacity)
  }

  /** Makes room for `capacity` rows in every column. */
  reserve(capacity: number): void {
    for (const field of CANDLE_FIELDS) this[field].reserve(capacity)
  }
}
