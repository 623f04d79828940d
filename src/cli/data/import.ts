import { basename } from 'node:path'
import { parseTimeframe } from '../../core/timeframe.ts'
import type { Bars } from '../../market/bars.ts'
import { formatTime } from '../../market/format-time.ts'
import type { CandleLake } from '../../store/lake/candle-lake.ts'
import { formatLakeKey } from '../../store/lake/lake-key.ts'
import { PROVENANCES } from '../../store/lake/provenance.ts'
import type { UpsertReport } from '../../store/lake/upsert-bars.ts'
import { readCandles } from '../../store/read-candles.ts'
import { defineCommand } from '../command.ts'
import { choice, type FlagsOf, on } from '../flag.ts'
import { lakeFlag, withLake } from '../lake-flag.ts'
import { printJson, printLine, printNote } from '../output.ts'
import { startProgress } from '../progress.ts'
import { keyOfFile } from './guess-key.ts'
import { keyFlags } from './lake-keys.ts'

const flags = {
  ...keyFlags,
  provenance: choice('kind', 'what the candles are; live trading, when it comes, takes real ones only', PROVENANCES, {
    isRequired: true,
  }),
  datadir: lakeFlag,
  json: on('print what was done as one JSON document'),
}

/** `plimsoll data import`. */
export const command = defineCommand({
  about:
    'Puts candle files into the lake. What is there already stays as it is; other values of the same time replace it.',
  examples: [
    'data import BTCUSDT-5m.csv.gz --exchange binance --market spot --provenance real',
    'data import data/binance/futures/*-1h-futures.json.gz --provenance real',
  ],
  takes: '<files...>',
  takesAbout: '.csv or .json, packed with gzip or not',
  flags,
  run: (given, files) => withLake(given.datadir, (lake) => importFiles(lake, files, given)),
})

async function importFiles(lake: CandleLake, files: readonly string[], given: FlagsOf<typeof flags>): Promise<void> {
  const done = []
  try {
    for (const file of files) {
      const report = await importFile(lake, file, given)
      done.push({ file, ...report })
      if (!given.json) printReport(file, report)
    }
  } finally {
    // Also when a later file fails: what is in the lake is there.
    if (given.json && done.length > 0) printJson(done)
  }
}

async function importFile(lake: CandleLake, file: string, given: FlagsOf<typeof flags>) {
  const { provenance } = given
  const all = readCandles(file, given.timeframe === undefined ? undefined : parseTimeframe(given.timeframe))
  const bars = provenance === 'synthetic' ? all : closedBars(all, file, Date.now())
  const key = keyOfFile(file, bars.timeframe, given)
  const progress = await startProgress(bars.length, `bars of ${basename(file)}`)
  try {
    const report = await lake.upsert(key, bars, provenance, basename(file), { onProgress: progress.update })
    return { key: formatLakeKey(key), ...report }
  } finally {
    progress.stop()
  }
}

/** Files that were fetched a moment ago end with a bar that was still forming. */
function closedBars(bars: Bars, file: string, now: number): Bars {
  const closed = bars.between(0, now - bars.timeframeMs + 1)
  const left = bars.length - closed.length
  if (left === 0) return bars
  const first = formatTime(bars.time[closed.length] as number)
  printNote(
    `${file}: left out ${left === 1 ? 'a bar that has' : `${left} bars that have`} not closed yet, from ${first} on`,
  )
  return closed
}

function printReport(file: string, { key, added, revised, unchanged, revisionFiles }: UpsertReport & { key: string }) {
  printLine(`${key}: ${added} bars added, ${revised} revised, ${unchanged} unchanged (${file})`)
  for (const path of revisionFiles) printLine(`  the old and new values are in ${path}`)
}
