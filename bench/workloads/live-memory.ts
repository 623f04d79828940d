import { firstTraders } from './account-run.ts'
import { generateBars } from './generate.ts'
import { LiveRun } from './live-run.ts'
import { withSeries } from './series-data.ts'
import type { Workload } from './workload.ts'

const STRATEGIES = 12
const DAYS = 14
const DAY_BARS = 1440

/** Two weeks of a live run with twelve strategies: the memory of the process at the end of each day. */
export function prepare(): Workload {
  const source = withSeries(generateBars(DAYS * DAY_BARS, 1))
  return {
    items: source.length,
    warmups: 0,
    repeats: 1,
    run: () => measureDays(new LiveRun(source, firstTraders(STRATEGIES))),
  }
}

/** By day: `resident1` is what the process has at the end of the first, `columns1` what of it are columns of bars and lines; in MB. */
function measureDays(live: LiveRun): Record<string, number> {
  const check: Record<string, number> = {}
  for (let day = 1; day <= DAYS; day++) {
    for (let k = 0; k < DAY_BARS; k++) live.tick()
    const { rss, arrayBuffers, heapUsed } = process.memoryUsage()
    check[`resident${day}`] = rss / 2 ** 20
    check[`columns${day}`] = arrayBuffers / 2 ** 20
    check[`heap${day}`] = heapUsed / 2 ** 20
  }
  live.refuseStopped()
  return check
}
