import { PlimsollError } from '../core/errors.ts'
import type { Bars } from '../market/bars.ts'
import { readCandles } from '../store/read-candles.ts'
import { withLake } from './lake-flag.ts'

const PREFIX = 'lake:'

/** The candles of the data files that are named `lake:binance/spot/BTC/USDT/1h`, by that name. */
export type LakeCandles = ReadonlyMap<string, LakeMarket>

interface LakeMarket {
  readonly symbol: string
  readonly bars: Bars
}

/** Reads what `--data-file` names of the lake; without such a name nothing is loaded. */
export async function lakeCandles(dataFile: readonly string[], datadir: string): Promise<LakeCandles> {
  const names = dataFile.filter((name) => name.startsWith(PREFIX))
  if (names.length === 0) return new Map()
  const { parseLakeKey } = await import('../store/lake/lake-key.ts')
  return withLake(datadir, async (lake) => {
    const markets = new Map<string, LakeMarket>()
    for (const name of names) {
      const key = parseLakeKey(name.slice(PREFIX.length))
      await lake.requireEntry(key)
      markets.set(name, { symbol: key.symbol, bars: await lake.read(key) })
    }
    return markets
  })
}

/** The candles of a data file. */
export function candlesOf(dataFile: string, lake: LakeCandles): Bars {
  const known = lake.get(dataFile)
  if (known !== undefined) return known.bars
  if (!dataFile.startsWith(PREFIX)) return readCandles(dataFile)
  throw new PlimsollError(
    'usage',
    `${dataFile} cannot be used here`,
    `Write a file of it first: plimsoll data export ${dataFile.slice(PREFIX.length)} --out FILE.csv.gz`,
  )
}
