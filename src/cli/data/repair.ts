import { formatTime } from '../../market/format-time.ts'
import { formatLakeKey } from '../../store/lake/lake-key.ts'
import type { RepairReport } from '../../store/lake/repair-key.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { lakeFlag, withLake } from '../lake-flag.ts'
import { printJson, printLine } from '../output.ts'
import { chosenEntries, keyFlags } from './lake-keys.ts'

/** `plimsoll data repair`. */
export const command = defineCommand({
  about: 'Puts broken files of the lake aside, takes rows out that can be no bars, and says what to fetch again.',
  examples: ['data repair', 'data repair binance/spot/BTC/USDT/1h'],
  takes: '[keys...]',
  takesAbout: 'exchange/market/symbol/timeframe; without one all that the flags choose',
  flags: { ...keyFlags, datadir: lakeFlag, json: on('print what was done as one JSON document') },
  run: (given, words) =>
    withLake(given.datadir, async (lake) => {
      const reports: RepairReport[] = []
      for (const { key } of chosenEntries(await lake.list(), given, words)) reports.push(await lake.repair(key))
      if (given.json) printJson(reports.map((report) => ({ ...report, key: formatLakeKey(report.key) })))
      else print(reports)
    }),
})

function print(reports: readonly RepairReport[]): void {
  const lines = reports.flatMap((report) => linesOf(report))
  for (const line of lines) printLine(line)
  if (lines.length === 0) printLine(`Nothing to repair in ${reports.length} sets of candles.`)
}

function linesOf({ key, quarantined, droppedRows, lost }: RepairReport): string[] {
  const name = formatLakeKey(key)
  return [
    ...quarantined.map(({ month, problem, aside }) => `${name} ${month}: ${problem}; put aside as ${aside}`),
    ...droppedRows.map(({ time, problem }) => `${name}: took out the row of ${formatTime(time)}: ${problem}`),
    ...lost.map(({ from, to }) => `${name}: import or download ${formatTime(from)} to ${formatTime(to)} again`),
  ]
}
