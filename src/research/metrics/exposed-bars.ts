import { firstIndex } from '../../core/bisect.ts'
import type { Trade } from '../../core/trade.ts'
import type { CloseTimes } from '../run-result.ts'

/** Number of bars in which a position was held, the bars of entry and exit included, each bar once however many positions it saw. */
export function exposedBars(trades: readonly Trade[], closeTimes: CloseTimes, timeframeMs: number): number {
  const spans = trades
    .map((trade): [number, number] => [
      barIndex(closeTimes, trade.entryAt + timeframeMs),
      barIndex(closeTimes, trade.exitAt + timeframeMs),
    ])
    .sort((a, b) => a[0] - b[0])
  let bars = 0
  let coveredTo = -1
  for (const [from, to] of spans) {
    if (to <= coveredTo) continue
    bars += to - Math.max(from, coveredTo + 1) + 1
    coveredTo = to
  }
  return bars
}

/** Index of the bar that closes at or first after a time; of the last bar when none does. */
function barIndex(closeTimes: CloseTimes, closedAt: number): number {
  return firstIndex(0, closeTimes.length - 1, (i) => (closeTimes.at(i) as number) >= closedAt)
}
