import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { SmallDisk } from '../testing/small-disk.ts'
import { openLogs } from './open-logs.ts'

const NOON = Date.UTC(2025, 9, 30, 12)
const disk = new SmallDisk('64k')
afterAll(() => disk.remove())

test('a full disk loses lines that are counted, leaves none half-written, and is used again when there is room', ({
  skip,
}) => {
  disk.need({ skip })
  writeFileSync(join(disk.folder, 'ballast'), Buffer.alloc(40_960))
  let now = NOON
  const logs = openLogs({ folder: join(disk.folder, 'logs'), console: 'off', redact: (text) => text, now: () => now })
  for (let k = 0; k < 500; k++) logs.info('test', `line ${k}`, { padding: 'x'.repeat(300) })
  expect(logs.trouble).toBe(
    `cannot write ${join(disk.folder, 'logs', logs.trouble?.includes('jsonl') ? 'trading_*.jsonl' : 'trading_*.log')}: no space left on the disk`,
  )
  const lost = logs.linesLost
  expect(lost).toBeGreaterThan(100)
  rmSync(join(disk.folder, 'ballast'))
  now += 10_000
  logs.info('test', 'there is room again')
  logs.close()
  expect([logs.trouble, logs.linesLost]).toEqual([null, lost])
  const texts = readdirSync(join(disk.folder, 'logs')).map((file) =>
    readFileSync(join(disk.folder, 'logs', file), 'utf8'),
  )
  expect(texts.map((text) => text.endsWith('\n'))).toEqual([true, true])
  const lines = texts.flatMap((text) => text.split('\n').slice(0, -1))
  const whole =
    /^2025-10-30T12:00:\d\d\.000Z (INFO {2}\[test\] line \d+ padding=x{300}|INFO {2}\[test\] there is room again|WARN {2}\[logs\] \d+ lines were lost here since .*)$/
  for (const line of lines) line.startsWith('{') ? JSON.parse(line) : expect(line).toMatch(whole)
  // Every line is in both files, and both say once how many they miss.
  expect(lines.length + lost).toBe(2 * 501 + 2)
})
