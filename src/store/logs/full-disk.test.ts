import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLogs } from './open-logs.ts'

const NOON = Date.UTC(2025, 9, 30, 12)
const disk = mkdtempSync(join(tmpdir(), 'plimsoll-full-logs-'))
let isMounted = false

beforeAll(() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' })
    isMounted = true
  } catch {
    isMounted = false // no right to mount: the test below says that it is skipped
  }
})

afterAll(() => {
  if (isMounted) execFileSync('umount', [disk])
  rmSync(disk, { recursive: true })
})

test('a full disk loses lines that are counted, leaves none half-written, and is used again when there is room', ({
  skip,
}) => {
  skip(!isMounted, 'this user may not mount a small disk to fill')
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(40_960))
  let now = NOON
  const logs = openLogs({ folder: join(disk, 'logs'), console: 'off', redact: (text) => text, now: () => now })
  for (let k = 0; k < 500; k++) logs.info('test', `line ${k}`, { padding: 'x'.repeat(300) })
  expect(logs.trouble).toBe(
    `cannot write ${join(disk, 'logs', logs.trouble?.includes('jsonl') ? 'trading_*.jsonl' : 'trading_*.log')}: no space left on the disk`,
  )
  const lost = logs.linesLost
  expect(lost).toBeGreaterThan(100)
  rmSync(join(disk, 'ballast'))
  now += 10_000
  logs.info('test', 'there is room again')
  logs.close()
  expect([logs.trouble, logs.linesLost]).toEqual([null, lost])
  const texts = readdirSync(join(disk, 'logs')).map((file) => readFileSync(join(disk, 'logs', file), 'utf8'))
  expect(texts.map((text) => text.endsWith('\n'))).toEqual([true, true])
  const lines = texts.flatMap((text) => text.split('\n').slice(0, -1))
  const whole =
    /^2025-10-30T12:00:\d\d\.000Z (INFO {2}\[test\] line \d+ padding=x{300}|INFO {2}\[test\] there is room again|WARN {2}\[logs\] \d+ lines were lost here since .*)$/
  for (const line of lines) line.startsWith('{') ? JSON.parse(line) : expect(line).toMatch(whole)
  // Every line is in both files, and both say once how many they miss.
  expect(lines.length + lost).toBe(2 * 501 + 2)
})
