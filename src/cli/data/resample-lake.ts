import { PlimsollError } from '../../core/errors.ts'
import { parseTimeframe, type Timeframe, timeframeMs } from '../../core/timeframe.ts'
import { resample } from '../../market/resample.ts'
import type { CandleLake } from '../../store/lake/candle-lake.ts'
import type { LakeEntry } from '../../store/lake/lake-entry.ts'
import { formatLakeKey } from '../../store/lake/lake-key.ts'
import { printJson, printLine } from '../output.ts'
import { chosenEntries, type KeyFlags } from './lake-keys.ts'

/** Makes larger candles of those that the flags choose and puts them into the lake beside them. */
export async function resampleInLake(
  lake: CandleLake,
  flags: KeyFlags,
  { to, json }: { readonly to: string; readonly json: boolean },
): Promise<void> {
  const timeframe = parseTimeframe(to)
  const done = []
  for (const entry of sourcesOf(chosenEntries(await lake.list(), flags), timeframe)) {
    const name = formatLakeKey(entry.key)
    const larger = resample(await lake.read(entry.key), timeframe, name)
    const key = { ...entry.key, timeframe }
    const report = await lake.upsert(key, larger, entry.provenance, `made of ${entry.key.timeframe} bars`)
    done.push({ from: name, key: formatLakeKey(key), ...report })
  }
  if (json) return printJson(done)
  for (const { from, key, added, revised, unchanged } of done) {
    printLine(`${key}: ${added} bars added, ${revised} revised, ${unchanged} unchanged, made of ${from}`)
  }
}

/** Of each symbol the candles that the larger ones are made of: those that reach over most of time, and of several such the smallest. */
function sourcesOf(entries: readonly LakeEntry[], to: Timeframe): LakeEntry[] {
  const divides = ({ key }: LakeEntry) => key.timeframe !== to && timeframeMs(to) % timeframeMs(key.timeframe) === 0
  const bySymbol = new Map<string, LakeEntry>()
  for (const entry of entries.filter(divides)) {
    const name = formatLakeKey({ ...entry.key, timeframe: to })
    const known = bySymbol.get(name)
    if (known === undefined || isBetter(entry, known)) bySymbol.set(name, entry)
  }
  if (bySymbol.size > 0) return [...bySymbol.values()]
  const names = entries.slice(0, 5).map(({ key }) => formatLakeKey(key))
  throw new PlimsollError(
    'usage',
    `no candles of the lake can be made into ${to}${names.length > 0 ? `: there are ${names.join(', ')}` : ''}`,
    'Choose a larger timeframe, or import smaller candles first.',
  )
}

function isBetter(a: LakeEntry, b: LakeEntry): boolean {
  const difference = reachMs(a) - reachMs(b)
  return difference > 0 || (difference === 0 && timeframeMs(a.key.timeframe) < timeframeMs(b.key.timeframe))
}

/** From the opening of the first bar to the close of the last. */
function reachMs({ from, lastCloseAt }: LakeEntry): number {
  return from === null || lastCloseAt === null ? 0 : lastCloseAt - from
}
