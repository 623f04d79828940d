import picocolors from 'picocolors'
import { expect, test } from 'vitest'
import { consoleLine, jsonLine, textLine } from './format-record.ts'
import type { LogRecord } from './log-record.ts'

const record: LogRecord = {
  at: Date.UTC(2025, 9, 30, 14, 30, 0, 7),
  level: 'warn',
  area: 'feed',
  message: 'BTC/USDT is late',
  fields: { symbol: 'BTC/USDT', lateMs: 1500, note: 'two words', empty: '', event: { type: 'x' }, none: null },
  isTrade: false,
}

test('a line of a file has time, level, area, message and every field', () => {
  expect(textLine(record)).toBe(
    '2025-10-30T14:30:00.007Z WARN  [feed] BTC/USDT is late symbol=BTC/USDT lateMs=1500 note="two words" empty="" event={"type":"x"} none=null',
  )
})

test('the console leaves out what is nested', () => {
  expect(consoleLine(record, picocolors.createColors(false))).toBe(
    '2025-10-30T14:30:00.007Z WARN  [feed] BTC/USDT is late symbol=BTC/USDT lateMs=1500 note="two words" empty="" none=null',
  )
})

test.each([
  ['error', 31],
  ['warn', 33],
  ['info', 32],
  ['debug', 90],
] as const)('%s has a colour of its own', (level, code) => {
  expect(consoleLine({ ...record, level }, picocolors.createColors(true))).toContain(
    `\u001b[${code}m${level.toUpperCase().padEnd(5)}\u001b[39m`,
  )
})

test('JSON is one object with the fields apart', () => {
  expect(jsonLine(record)).toBe(
    '{"time":"2025-10-30T14:30:00.007Z","level":"warn","area":"feed","message":"BTC/USDT is late","fields":{"symbol":"BTC/USDT","lateMs":1500,"note":"two words","empty":"","event":{"type":"x"},"none":null}}',
  )
})

test('no part of a record can end its line or forge another', () => {
  const forged = 'x\n2025-10-30T14:30:00.007Z INFO  [trade] bought\u001b[2K\u009b\u2028\u202e'
  const hostile: LogRecord = {
    ...record,
    area: forged,
    message: forged,
    fields: { [forged]: forged, n: { [forged]: forged } },
  }
  for (const line of [textLine(hostile), jsonLine(hostile), consoleLine(hostile, picocolors.createColors(false))]) {
    expect(line).toMatch(/^[^\p{Cc}\u2028\u202e]*$/u)
  }
  expect(JSON.parse(jsonLine(hostile)).message).toBe(forged)
})
