import type { Bars } from '../market/bars.ts'
import type { RecordSink } from './journal-recorder.ts'
import type { SessionReplay } from './replay-session.ts'

/**
 * A batch is written market by market, and nothing is decided before all of it is. Where a crash came between, the markets behind the
 * last that was written get their bars up to its last: without them they would have missed those moments for good.
 * @param candles of each market, as many as there are
 */
export function completeBatch(
  { session, lastMarket }: SessionReplay,
  candles: readonly Bars[],
  sink: Pick<RecordSink, 'appendBars'>,
): void {
  if (lastMarket === undefined) return
  const written = session.barsOf(lastMarket)
  const from = Number.isNaN(session.closesAt) ? Number.NEGATIVE_INFINITY : session.closesAt
  const to = (written.time[written.length - 1] as number) + written.timeframeMs
  for (let m = lastMarket + 1; m < candles.length; m++) {
    const missing = candles[m]?.between(from, to)
    if (missing === undefined || missing.length === 0) continue
    const own = session.barsOf(m)
    for (let i = 0; i < missing.length; i++) own.appendFrom(missing, i)
    sink.appendBars(m, missing, 0, missing.length)
  }
}
