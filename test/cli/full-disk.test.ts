import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-full-'))
const disk = join(folder, 'disk')
let isMounted = false

beforeAll(() => {
  mkdirSync(disk)
  writeFileSync(join(folder, 'good.csv'), candleText(5000))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' })
    isMounted = true
  } catch {
    isMounted = false // no right to mount: the tests below say that they are skipped
  }
})

afterAll(() => {
  if (isMounted) execFileSync('umount', [disk])
  rmSync(folder, { recursive: true })
})

test.each([
  ['a report', ['--report', join(disk, 'report')]],
  ['a list of trades', ['-s', 'random', '--param', 'random.every=2', '--trades', join(disk, 'trades.csv')]],
])('a full disk while %s is written is said by name and leaves nothing half-written', async (_what, flags) => {
  if (!isMounted) return console.warn('skipped: this user may not mount a small disk to fill')
  const args = ['backtest', '-s', 'momentum', '--data-file', join(folder, 'good.csv'), ...flags]
  const { code, stderr } = await runCli(args)
  expect(code).toBe(1)
  expect(stderr).toContain(flags.at(-1))
  expect(stderr).toMatch(/disk|space/i)
  expect(readdirSync(disk)).toEqual([])
})
