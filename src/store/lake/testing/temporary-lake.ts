import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { CandleLake } from '../candle-lake.ts'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-lake-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An empty lake that is gone after the test, and the folder that it is in. */
export async function temporaryLake(now?: () => number): Promise<{ lake: CandleLake; root: string }> {
  const root = join(temporaryFolder(), 'candles')
  const lake = await CandleLake.open(root, now === undefined ? {} : { now })
  onTestFinished(() => lake.close())
  return { lake, root }
}
