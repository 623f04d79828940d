import { formatSpan, formatTime } from '../../market/format-time.ts'
import type { LakeEntry } from '../../store/lake/lake-entry.ts'
import { formatLakeKey } from '../../store/lake/lake-key.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { lakeFlag, withLake } from '../lake-flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'
import { chosenEntries, keyFlags } from './lake-keys.ts'

/** `plimsoll data list`. */
export const command = defineCommand({
  about: 'Lists the candles of the lake: span, gaps, size, provenance, age.',
  examples: ['data list', 'data list --exchange binance --json'],
  flags: { ...keyFlags, datadir: lakeFlag, json: on('print one JSON document') },
  run: async (given) => {
    const entries = await withLake(given.datadir, async (lake) => chosenEntries(await lake.list(), given))
    if (given.json) printJson(entries.map(jsonOf))
    else if (entries.length === 0) printLine(`${given.datadir} holds no candles. See plimsoll data import --help.`)
    else print(entries)
  },
})

function jsonOf({ key, from, to, lastCloseAt, ...entry }: LakeEntry) {
  return { ...key, ...entry, from: iso(from), to: iso(to), lastCloseAt: iso(lastCloseAt) }
}

/** Of a hundred files that were imported these are named. */
const SOURCES_SHOWN = 2

const HEADINGS = ['candles', 'bars', 'from', 'to', 'gaps', 'missing', 'MB', 'provenance', 'sources', 'age', 'state']

function print(entries: readonly LakeEntry[]): void {
  printLine(formatTable(HEADINGS, entries.map(rowOf)))
  for (const { key, broken } of entries) {
    for (const { month, problem } of broken) printLine(`broken: ${formatLakeKey(key)} ${month}: ${problem}`)
  }
}

function rowOf(entry: LakeEntry): (string | number)[] {
  const { key, bars, from, to, gaps, missingBars, bytes, provenance, sources, ageMs, broken } = entry
  const time = (at: number | null) => (at === null ? '-' : formatTime(at))
  const state = broken.length === 0 ? 'whole' : `${broken.length} broken`
  const size = bytes === null ? '-' : (bytes / 1e6).toFixed(2)
  const span = [time(from), time(to)]
  const origin = [provenance, sourcesInWords(sources)]
  return [formatLakeKey(key), bars, ...span, gaps, missingBars, size, ...origin, ageOf(ageMs), state]
}

/** What came through another host (`binance at proxy.example`) is never left out. */
function sourcesInWords(sources: readonly string[]): string {
  const [others, moved] = [
    sources.filter((one) => !one.includes(' at ')),
    sources.filter((one) => one.includes(' at ')),
  ]
  const shown = others.slice(0, SOURCES_SHOWN)
  const more = others.length - shown.length
  return [...moved, ...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** In whole days, hours or minutes, whichever is the largest that it fills. */
function ageOf(ageMs: number | null): string {
  if (ageMs === null) return '-'
  const unitMs = [86_400_000, 3_600_000].find((ms) => ageMs >= ms) ?? 60_000
  return ageMs < unitMs ? '0m' : formatSpan(ageMs - (ageMs % unitMs))
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
