import { formatTime } from '../../market/format-time.ts'
import type { LakeEntry } from '../../store/lake/lake-entry.ts'
import { formatLakeKey } from '../../store/lake/lake-key.ts'
import type { RepairReport } from '../../store/lake/repair-key.ts'
import type { Span } from '../../store/lake/spans.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { lakeFlag, withLake } from '../lake-flag.ts'
import { printJson, printLine } from '../output.ts'
import { downloadCommand } from './download-command.ts'
import { chosenEntries, keyFlags } from './lake-keys.ts'
import { openHolesLine } from './open-holes-line.ts'

/** `plimsoll data repair`. */
export const command = defineCommand({
  about: 'Puts broken files of the lake aside, takes rows out that can be no bars, and says what to fetch again.',
  examples: ['data repair', 'data repair binance/spot/BTC/USDT/1h'],
  takes: '[keys...]',
  takesAbout: 'exchange/market/symbol/timeframe; without one all that the flags choose',
  flags: { ...keyFlags, datadir: lakeFlag, json: on('print what was done as one JSON document') },
  run: (given, words) =>
    withLake(given.datadir, async (lake) => {
      const done: Repaired[] = []
      for (const entry of chosenEntries(await lake.list(), given, words)) {
        done.push({ entry, report: await lake.repair(entry.key) })
      }
      if (given.json) printJson(done.map(({ report }) => ({ ...report, key: formatLakeKey(report.key) })))
      else print(done, given.datadir)
    }),
})

interface Repaired {
  readonly entry: LakeEntry
  readonly report: RepairReport
}

function print(done: readonly Repaired[], datadir: string): void {
  const lines = done.flatMap((one) => linesOf(one, datadir))
  if (lines.length === 0) printLine(`Nothing to repair in ${done.length} sets of candles.`)
  for (const line of lines) printLine(line)
  for (const { entry, report } of done) {
    const line = openHolesLine(entry, report.openHoles, datadir)
    if (line !== undefined) printLine(line)
  }
}

function linesOf({ entry, report }: Repaired, datadir: string): string[] {
  const { key, quarantined, droppedRows, lost } = report
  const name = formatLakeKey(key)
  const again = (span: Span) => {
    const command = downloadCommand(key, entry.provenance, { ...span, datadir })
    const times = `${formatTime(span.from)} to ${formatTime(span.to)}`
    return command === undefined ? `import ${times} again` : `import or download ${times} again: ${command}`
  }
  return [
    ...quarantined.map(({ month, problem, aside }) => `${name} ${month}: ${problem}; put aside as ${aside}`),
    ...droppedRows.map(({ time, problem }) => `${name}: took out the row of ${formatTime(time)}: ${problem}`),
    ...lost.map((span) => `${name}: ${again(span)}`),
  ]
}
