import { join } from 'node:path'
import type { CandleLake } from '../store/lake/candle-lake.ts'
import { userPath } from './flag.ts'

/** Where the candle lake is. */
export const lakeFlag = userPath('folder', 'the candle lake: a folder, or s3://bucket/path', join('data', 'candles'))

/** Opens the lake for `work` and closes it afterwards. What reads it is loaded by no other command. */
export async function withLake<T>(datadir: string, work: (lake: CandleLake) => Promise<T>): Promise<T> {
  const { CandleLake } = await import('../store/lake/candle-lake.ts')
  const lake = await CandleLake.open(datadir)
  try {
    return await work(lake)
  } finally {
    await lake.close()
  }
}
