import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SmallDisk } from '../../src/store/testing/small-disk.ts'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-full-'))
const disk = new SmallDisk('64k')

beforeAll(() => writeFileSync(join(folder, 'good.csv'), candleText(5000)))
afterAll(() => {
  disk.remove()
  rmSync(folder, { recursive: true })
})

test.for([
  ['a report', ['--report', join(disk.folder, 'report')]],
  ['a list of trades', ['-s', 'random', '--param', 'random.every=2', '--trades', join(disk.folder, 'trades.csv')]],
])('a full disk while %s is written is said by name and leaves nothing half-written', async ([, flags], context) => {
  disk.need(context)
  const args = ['backtest', '-s', 'momentum', '--data-file', join(folder, 'good.csv'), ...flags]
  const { code, stderr } = await runCli(args)
  expect(code).toBe(1)
  expect(stderr).toContain(flags.at(-1))
  expect(stderr).toMatch(/disk|space/i)
  expect(readdirSync(disk.folder)).toEqual([])
})
