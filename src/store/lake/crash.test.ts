import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Bars } from '../../market/bars.ts'
import { CandleLake } from './candle-lake.ts'
import { formatLakeKey, parseLakeKey } from './lake-key.ts'
import { partsByMonth } from './months.ts'
import { listsOf, makeBars } from './testing/make-bars.ts'
import { temporaryFolder } from './testing/temporary-lake.ts'

const SCRIPT = fileURLToPath(new URL('./testing/write-bars.ts', import.meta.url))
const KEY = parseLakeKey('binance/swap/1000PEPE/USDT:USDT/1h')
const START_AT = Date.UTC(2020, 10, 1)
const COUNT = 24 * 500

function writer(root: string, from: number, count: number, variant: number): ChildProcess {
  const args = [SCRIPT, root, formatLakeKey(KEY), String(from), String(count), String(variant)]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = ''
  child.stdout?.on('data', (data) => (text += data))
  await new Promise((resolve) => child.on('close', resolve))
  return text
}

/** Kills the writer some time after it has printed so many lines. */
async function killAfter(child: ChildProcess, lines: number, waitMs: number): Promise<void> {
  const closed = new Promise((resolve) => child.on('close', resolve))
  let seen = 0
  await new Promise<void>((resolve) => {
    child.on('close', () => resolve())
    child.stdout?.on('data', (data) => {
      seen += String(data).split('\n').length - 1
      if (seen >= lines) resolve()
    })
  })
  await wait(waitMs)
  child.kill('SIGKILL')
  await closed
}

/** Which import each month is of; fails when a month is of none. */
function importsOf(bars: Bars): number[] {
  return partsByMonth(bars).map(({ start, end }) => {
    const variant = Math.round(((bars.volume[start] as number) - start) * 8)
    const expected = Array.from({ length: end - start }, (_, k) => start + k + variant / 8)
    expect([...bars.volume.subarray(start, end)]).toEqual(expected)
    return variant
  })
}

test('killed at any moment of an import, 30 times, every month is the old one or the new one, whole', async () => {
  const root = temporaryFolder()
  const lake = await CandleLake.open(root)
  await lake.upsert(KEY, makeBars('1h', START_AT, COUNT, { variant: 0 }), 'real', 'variant 0')
  let mixed = 0
  for (let round = 1; round <= 30; round++) {
    await killAfter(writer(root, START_AT, COUNT, round), round % 14, Math.random() * 15)
    const bars = await lake.read(KEY)
    expect(bars.length, `round ${round}`).toBe(COUNT)
    if (new Set(importsOf(bars)).size > 1) mixed++
    if (round % 10 === 0) expect((await lake.verify(KEY)).broken, `round ${round}`).toEqual([])
  }
  // Most were killed in the middle indeed: their months are of several imports.
  expect(mixed).toBeGreaterThan(15)
  const last = makeBars('1h', START_AT, COUNT, { variant: 99 })
  await lake.upsert(KEY, last, 'real', 'variant 99')
  expect(listsOf(await lake.read(KEY))).toEqual(listsOf(last))
  const names = readdirSync(join(root, 'binance/swap/1000PEPE-USDT_USDT/1h'))
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([])
  await lake.close()
}, 110_000)

test.skipIf(process.platform === 'win32')(
  'a first import that failed does not decide what the next one may be',
  async () => {
    const root = temporaryFolder()
    // Files of at most a block: room for a manifest, and for no month.
    const limited = ['-c', 'ulimit -f 1; exec "$@"', 'sh', process.execPath, SCRIPT, root, formatLakeKey(KEY)]
    const { status, stderr } = spawnSync('sh', [...limited, String(START_AT), '500', '0'], { encoding: 'utf8' })
    expect(status).not.toBe(0)
    expect(stderr).toContain('2020-11.parquet')
    const lake = await CandleLake.open(root)
    expect(await lake.list()).toEqual([])
    const bars = makeBars('1h', START_AT, 10)
    expect(await lake.upsert(KEY, bars, 'synthetic', 'synth')).toMatchObject({ added: 10 })
    await lake.close()
  },
)

test('two processes that write at once lose nothing', async () => {
  const root = temporaryFolder()
  const half = 500
  const reports = await Promise.all([
    outputOf(writer(root, START_AT, half, 0)),
    outputOf(writer(root, START_AT + half * 3_600_000, half, 0)),
    outputOf(writer(root, START_AT + half * 1_800_000, half, 0)),
  ])
  const added = reports.map((text) => JSON.parse(text.trim().split('\n').at(-1) ?? '{}').added)
  expect(added.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(1000)
  const lake = await CandleLake.open(root)
  expect((await lake.read(KEY)).length).toBe(1000)
  expect((await lake.verify(KEY)).broken).toEqual([])
  expect(await lake.entry(KEY)).toMatchObject({ bars: 1000, gaps: 0 })
  await lake.close()
}, 60_000)
