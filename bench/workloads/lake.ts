import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Bars } from '../../src/market/bars.ts'
import { CandleLake } from '../../src/store/lake/candle-lake.ts'
import type { LakeKey } from '../../src/store/lake/lake-key.ts'
import { readCandles } from '../../src/store/read-candles.ts'
import { writeFileAtomically } from '../../src/store/write-file.ts'
import { readColumns } from './bench-data.ts'
import type { Prepare } from './workload.ts'

const KEY: LakeKey = { exchange: 'binance', market: 'spot', symbol: 'BTC/USDT', timeframe: '1m' }

/** A folder that is gone when the process ends. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-lake-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What shows that the right bars are there. */
function checkOf({ length, time, close, volume }: Pick<Bars, 'length' | 'time' | 'close' | 'volume'>) {
  let sum = 0
  for (let i = 0; i < length; i++) sum += (time[i] as number) * 1e-9 + (close[i] as number) + (volume[i] as number)
  return { bars: length, sum }
}

async function lakeOf(data: string): Promise<{ lake: CandleLake; root: string; bars: Bars }> {
  const root = join(temporaryFolder(), 'candles')
  const lake = await CandleLake.open(root)
  const bars = readColumns(join(data, 'one_1m.f64'))
  await lake.upsert(KEY, bars, 'synthetic', 'bench')
  return { lake, root, bars }
}

/** Reads 1M bars of six columns from the lake, checksums and all. */
export const prepareLakeRead: Prepare = async (data) => {
  const { lake, bars } = await lakeOf(data)
  return { items: bars.length, warmups: 2, repeats: 7, run: async () => checkOf(await lake.read(KEY)) }
}

/** The same files through DuckDB alone, into typed arrays. */
export const preparePlainRead: Prepare = async (data) => {
  const { root, bars } = await lakeOf(data)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const sql = `SELECT epoch_ms("timestamp")::DOUBLE, open, high, low, close, volume FROM read_parquet('${root}/**/*.parquet')`
  const run = async () => {
    const columns = Array.from({ length: 6 }, () => new Float64Array(bars.length))
    const result = await connection.stream(sql)
    let at = 0
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const [j, column] of columns.entries()) {
        const vector: object = chunk.getColumnVector(j)
        if ('items' in vector && vector.items instanceof Float64Array) column.set(vector.items, at)
      }
      at += chunk.rowCount
    }
    const [time, , , , close, volume] = columns as [Float64Array, ...Float64Array[]]
    return checkOf({ length: at, time, close: close as Float64Array, volume: volume as Float64Array })
  }
  return { items: bars.length, warmups: 2, repeats: 7, run }
}

function packedFile(data: string): string {
  const file = join(temporaryFolder(), 'BTCUSDT-1m.csv.gz')
  writeFileAtomically(file, gzipSync(readFileSync(join(data, 'one_1m.csv'))))
  return file
}

/** Brings a packed CSV of 1M rows into an empty lake. */
export const prepareLakeImport: Prepare = (data) => {
  const file = packedFile(data)
  const run = async () => {
    const lake = await CandleLake.open(temporaryFolder())
    const { added } = await lake.upsert(KEY, readCandles(file), 'synthetic', 'bench')
    await lake.close()
    return { bars: added }
  }
  return { items: 1_000_000, warmups: 1, repeats: 3, run }
}

/** Only unpacks and parses it. */
export const preparePlainImport: Prepare = (data) => {
  const file = packedFile(data)
  return { items: 1_000_000, warmups: 1, repeats: 3, run: () => ({ bars: readCandles(file).length }) }
}
