import { PlimsollError } from '../../core/errors.ts'
import type { Bars } from '../../market/bars.ts'
import { CandleRows } from '../../market/candle-rows.ts'
import { checkedBars } from '../../market/check-candles.ts'
import { formatTime } from '../../market/format-time.ts'
import type { Provenance } from './provenance.ts'

/** Four digits of a year are as many as the name of a month has. */
const LAST_AT = Date.UTC(9999, 0)

/** Refuses bars that no one could stand on, bars off the grid of their timeframe, and bars that have not closed by `now`. */
export function checkBars(bars: Bars, source: string, provenance: Provenance, now: number): void {
  if (bars.length === 0) return
  checkedBars(rowsOfBars(bars), { name: source, placeOf: (row) => `bar ${row + 1}` }, bars.timeframe)
  const offGrid = firstOffGrid(bars)
  if (offGrid !== undefined) {
    throw new PlimsollError(
      'data',
      `${source} bar ${offGrid + 1}: ${formatTime(bars.time[offGrid] as number)} is not when a bar of ${bars.timeframe} opens`,
      'Bars open at multiples of their timeframe, UTC. Fetch the candles again with open times in UTC.',
    )
  }
  const last = bars.time[bars.length - 1] as number
  const end = provenance === 'synthetic' ? LAST_AT : now
  if (last + bars.timeframeMs <= end) return
  throw new PlimsollError(
    'data',
    `${source} bar ${bars.length}: the bar of ${formatTime(last)} closes at ${formatTime(last + bars.timeframeMs)}, which is yet to come`,
    'Leave out bars that are still forming; check the clock of this machine and the unit of the times.',
  )
}

function firstOffGrid({ time, length, timeframeMs }: Bars): number | undefined {
  for (let i = 0; i < length; i++) if ((time[i] as number) % timeframeMs !== 0) return i
  return undefined
}

/** The bars as the checks of files take them: the columns are shared, not copied. */
export function rowsOfBars(bars: Bars): CandleRows {
  const rows = new CandleRows()
  rows.timestamp.values = bars.timeColumn.values
  rows.open.values = bars.openColumn.values
  rows.high.values = bars.highColumn.values
  rows.low.values = bars.lowColumn.values
  rows.close.values = bars.closeColumn.values
  rows.volume.values = bars.volumeColumn.values
  rows.length = bars.length
  return rows
}
