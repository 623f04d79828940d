import { assert, fail } from '../core/assert.ts'
import { firstIndex } from '../core/bisect.ts'
import { type Timeframe, timeframeMs } from '../core/timeframe.ts'
import type { Column } from './column.ts'
import { ColumnMemory } from './column-memory.ts'
import type { SeriesByName } from './series.ts'

/**
 * The closed bars of one market as columns. A bar is its place in them; its time is its open time, UTC, in milliseconds.
 * Times ascend strictly; a missing bar is simply absent. Forming bars never enter here (see `forming-bar.ts`).
 */
export class Bars {
  readonly timeframe: Timeframe
  readonly timeframeMs: number
  length = 0
  /** Bars that were dropped from the front: a session that runs for months keeps the newest only. */
  forgotten = 0
  /** What is known of the market beside its bars; each value counts from the first bar that closes at or after it. */
  series: SeriesByName = {}
  readonly timeColumn: Column
  readonly openColumn: Column
  readonly highColumn: Column
  readonly lowColumn: Column
  readonly closeColumn: Column
  readonly volumeColumn: Column

  constructor(timeframe: Timeframe, capacity = 0, memory = new ColumnMemory()) {
    this.timeframe = timeframe
    this.timeframeMs = timeframeMs(timeframe)
    this.timeColumn = memory.take(capacity)
    this.openColumn = memory.take(capacity)
    this.highColumn = memory.take(capacity)
    this.lowColumn = memory.take(capacity)
    this.closeColumn = memory.take(capacity)
    this.volumeColumn = memory.take(capacity)
  }

  /** Open times in milliseconds, UTC. Valid up to `length`. */
  get time(): Float64Array {
    return this.timeColumn.values
  }
  get open(): Float64Array {
    return this.openColumn.values
  }
  get high(): Float64Array {
    return this.highColumn.values
  }
  get low(): Float64Array {
    return this.lowColumn.values
  }
  get close(): Float64Array {
    return this.closeColumn.values
  }
  /** Traded amount in base units (contracts for a contract market). */
  get volume(): Float64Array {
    return this.volumeColumn.values
  }

  /** Bars that there is room for. */
  get capacity(): number {
    return this.timeColumn.values.length
  }

  /** Makes room for `capacity` bars in every column. */
  reserve(capacity: number): void {
    this.timeColumn.reserve(capacity)
    this.openColumn.reserve(capacity)
    this.highColumn.reserve(capacity)
    this.lowColumn.reserve(capacity)
    this.closeColumn.reserve(capacity)
    this.volumeColumn.reserve(capacity)
  }

  /** Gives the memory of every column to `memory`. No one may read these bars any more. */
  release(memory: ColumnMemory): void {
    this.length = 0
    memory.give(this.timeColumn)
    memory.give(this.openColumn)
    memory.give(this.highColumn)
    memory.give(this.lowColumn)
    memory.give(this.closeColumn)
    memory.give(this.volumeColumn)
  }

  /** Adds a closed bar behind the last one. */
  append(time: number, open: number, high: number, low: number, close: number, volume: number): void {
    const i = this.length
    if (i > 0 && time <= (this.time[i - 1] as number)) fail(`bar ${time} does not come after bar ${this.time[i - 1]}`)
    if (i >= this.capacity) this.reserve(i + 1)
    this.time[i] = time
    this.open[i] = open
    this.high[i] = high
    this.low[i] = low
    this.close[i] = close
    this.volume[i] = volume
    this.length = i + 1
  }

  /** Adds bar `i` of `other`. */
  appendFrom(other: Bars, i: number): void {
    this.append(
      other.time[i] as number,
      other.open[i] as number,
      other.high[i] as number,
      other.low[i] as number,
      other.close[i] as number,
      other.volume[i] as number,
    )
  }

  /** Drops the first `count` bars. What holds a place of a bar must be told: it is `count` less from here on. */
  forget(count: number): void {
    assert(count <= this.length, `${count} of ${this.length} bars cannot be dropped`)
    this.timeColumn.forget(count, this.length)
    this.openColumn.forget(count, this.length)
    this.highColumn.forget(count, this.length)
    this.lowColumn.forget(count, this.length)
    this.closeColumn.forget(count, this.length)
    this.volumeColumn.forget(count, this.length)
    this.length -= count
    this.forgotten += count
  }

  /** A copy of the bars that open in [from, to). */
  between(from: number, to: number): Bars {
    const start = this.indexAtOrAfter(from)
    const end = this.indexAtOrAfter(to)
    const part = new Bars(this.timeframe, end - start)
    part.time.set(this.time.subarray(start, end))
    part.open.set(this.open.subarray(start, end))
    part.high.set(this.high.subarray(start, end))
    part.low.set(this.low.subarray(start, end))
    part.close.set(this.close.subarray(start, end))
    part.volume.set(this.volume.subarray(start, end))
    part.length = end - start
    part.series = this.series
    return part
  }

  /** Index of the first bar that opens at or after `time`; `length` when there is none. */
  indexAtOrAfter(time: number): number {
    const times = this.time
    return firstIndex(0, this.length, (i) => (times[i] as number) >= time)
  }
}
