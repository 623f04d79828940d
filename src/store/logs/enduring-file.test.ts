import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EnduringFile } from './enduring-file.ts'
import { textLine } from './format-record.ts'
import type { LogRecord } from './log-record.ts'
import { RotatingFile } from './rotating-file.ts'
import { scratchFolder } from './testing/scratch-folder.ts'

const NOON = Date.UTC(2025, 9, 30, 12)

const scratch = scratchFolder()

function recordAt(at: number, message = 'line'): LogRecord {
  return { at, level: 'info', area: 'test', message, fields: {}, isTrade: false }
}

/** A log in a folder that cannot be made as long as a file of that name is there. */
function blockedFile() {
  const folder = join(scratch.path, 'logs')
  writeFileSync(folder, 'in the way')
  const told: string[] = []
  const rotating = new RotatingFile({ folder, name: 'trading', extension: 'log', bytesMax: 1000, earlierKept: 10 })
  const file = new EnduringFile(rotating, textLine, {
    failed: (_, error) => told.push(error instanceof Error && 'code' in error ? String(error.code) : 'other'),
    recovered: (_, linesLost) => told.push(`recovered, ${linesLost} lost`),
  })
  return { file, told, free: () => rmSync(folder) }
}

test('an outage is told once, however many lines are lost in it', () => {
  const { file, told } = blockedFile()
  for (let k = 0; k < 60; k++) file.append(recordAt(NOON + k * 1000))
  expect(told).toEqual(['EEXIST'])
  expect(file.linesLost).toBe(60)
})

test('it is tried again after ten seconds, and says what is missing before it goes on', () => {
  const { file, told, free } = blockedFile()
  file.append(recordAt(NOON))
  free()
  file.append(recordAt(NOON + 9_999, 'too early'))
  expect(told).toEqual(['EEXIST'])
  file.append(recordAt(NOON + 10_000, 'again'))
  file.append(recordAt(NOON + 10_001, 'and on'))
  file.close()
  expect(told).toEqual(['EEXIST', 'recovered, 2 lost'])
  expect(scratch.lines('logs/trading_2025-10-30.log')).toEqual([
    '2025-10-30T12:00:10.000Z WARN  [logs] 2 lines were lost here since 2025-10-30T12:00:00.000Z: the file could not be written',
    '2025-10-30T12:00:10.000Z INFO  [test] again',
    '2025-10-30T12:00:10.001Z INFO  [test] and on',
  ])
  expect(file.linesLost).toBe(2)
})

test('a second outage is told again and counted from its own beginning', () => {
  const { file, told, free } = blockedFile()
  file.append(recordAt(NOON))
  free()
  file.append(recordAt(NOON + 10_000))
  rmSync(join(scratch.path, 'logs'), { recursive: true })
  writeFileSync(join(scratch.path, 'logs'), 'in the way again')
  file.append(recordAt(NOON + 20_000))
  free()
  file.append(recordAt(NOON + 30_000))
  file.close()
  expect(told).toEqual(['EEXIST', 'recovered, 1 lost', 'EEXIST', 'recovered, 1 lost'])
  expect(file.linesLost).toBe(2)
})

test('a clock that is set back does not make it wait for longer', () => {
  const { file, told, free } = blockedFile()
  file.append(recordAt(NOON))
  free()
  file.append(recordAt(NOON - 3_600_000))
  file.close()
  expect(told).toEqual(['EEXIST', 'recovered, 1 lost'])
})
