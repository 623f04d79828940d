import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { TIMEFRAMES } from '../../../core/timeframe.ts'
import type { Bars } from '../../../market/bars.ts'
import { LAKE_MARKETS, type LakeKey } from '../lake-key.ts'
import { isMonth } from '../months.ts'
import { PROVENANCES, type Provenance } from '../provenance.ts'

const count = z.int().nonnegative()

/** What a file says of the bars in it, beside which ones they are. */
export const monthFigures = z.strictObject({
  bars: count,
  /** Open times of the first and of the last bar. */
  from: z.number(),
  to: z.number(),
  /** Holes between them. */
  gaps: count,
  missingBars: count,
  /** Of the six columns as they are in memory. */
  crc32: count,
  /** What its bars were taken from, the latest last. */
  sources: z.array(z.string()).readonly(),
})

const metadataSchema = z.strictObject({
  format: z.literal(1),
  exchange: z.string(),
  market: z.enum(LAKE_MARKETS),
  symbol: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  month: z.string().refine(isMonth),
  provenance: z.enum(PROVENANCES),
  ...monthFigures.shape,
})

/** The tag in a Parquet file of the lake: a file tells what it is wherever it is moved to. */
export type MonthMetadata = z.infer<typeof metadataSchema>

/** The tag as text. Its own checksum comes first, so that no bit of it can change unseen. */
export function formatMetadata(metadata: MonthMetadata): string {
  const text = JSON.stringify(metadata)
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}`
}

/** The tag of a file, or undefined when it is not one that was written by `formatMetadata`. */
export function parseMetadata(text: string): MonthMetadata | undefined {
  const json = text.slice(9)
  if (text.slice(0, 9) !== `${crc32(json).toString(16).padStart(8, '0')} `) return undefined
  return metadataSchema.safeParse(JSON.parse(json)).data
}

/** What is wrong with a file that says of itself what `tag` does, where it is; undefined when nothing is. */
export function problemOfTag(
  tag: MonthMetadata | string,
  key: LakeKey,
  month: string,
  provenance: Provenance | undefined,
): string | undefined {
  if (typeof tag === 'string') return tag
  const { exchange, market, symbol, timeframe } = tag
  const isHere = exchange === key.exchange && market === key.market && symbol === key.symbol
  if (!isHere || timeframe !== key.timeframe || tag.month !== month) {
    return `it belongs to ${exchange}/${market}/${symbol}/${timeframe} ${tag.month}`
  }
  if (provenance === undefined || tag.provenance === provenance) return undefined
  return `its bars are ${tag.provenance}, and the others ${provenance}`
}

/** Checksum of the bars [start, end): of the bytes of all six columns, one behind the other. */
export function crc32OfBars(bars: Bars, start: number, end: number): number {
  let sum = 0
  for (const { buffer, byteOffset } of columnsOf(bars)) {
    sum = crc32(new Uint8Array(buffer, byteOffset + start * 8, (end - start) * 8), sum)
  }
  return sum
}

/** The columns of bars in the order in which files have them. */
export function columnsOf({ time, open, high, low, close, volume }: Bars): Float64Array[] {
  return [time, open, high, low, close, volume]
}
