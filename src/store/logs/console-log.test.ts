import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type ConsoleKind, ConsoleLog } from './console-log.ts'
import { LOG_LEVELS, type LogLevel } from './log-record.ts'

const RED = '\u001b[31m'
let isTerminal: boolean | undefined

beforeEach(() => {
  isTerminal = process.stderr.isTTY
})
afterEach(() => {
  Object.defineProperty(process.stderr, 'isTTY', { value: isTerminal, configurable: true })
})

/** What a console of this kind prints for one record of each level. */
function printed(kind: ConsoleKind, level: LogLevel, options: { isTTY?: boolean; env?: Record<string, string> } = {}) {
  Object.defineProperty(process.stderr, 'isTTY', { value: options.isTTY ?? false, configurable: true })
  for (const [name, value] of Object.entries({ NO_COLOR: '', TERM: 'xterm', ...options.env })) vi.stubEnv(name, value)
  const parts: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => parts.push(String(text)) > 0)
  const console = new ConsoleLog(kind, level)
  for (const one of LOG_LEVELS)
    console.append({ at: 0, level: one, area: 'a', message: one, fields: {}, isTrade: false })
  console.close()
  return parts.join('')
}

test('the level is the lowest that is shown', () => {
  const shown = (level: LogLevel) => printed('human', level).match(/(?<=\] )\w+/g)
  expect(shown('debug')).toEqual(['debug', 'info', 'warn', 'error'])
  expect(shown('info')).toEqual(['info', 'warn', 'error'])
  expect(shown('error')).toEqual(['error'])
})

test('colours are for a terminal only, and for nobody who set NO_COLOR', () => {
  expect(printed('human', 'error', { isTTY: true })).toContain(RED)
  expect(printed('human', 'error', { isTTY: false })).toBe('1970-01-01T00:00:00.000Z ERROR [a] error\n')
  expect(printed('human', 'error', { isTTY: true, env: { NO_COLOR: '1' } })).not.toContain(RED)
  expect(printed('human', 'error', { isTTY: true, env: { TERM: 'dumb' } })).not.toContain(RED)
})

test('json is one object a line, off is nothing', () => {
  const line = '{"time":"1970-01-01T00:00:00.000Z","level":"error","area":"a","message":"error","fields":{}}\n'
  expect(printed('json', 'error', { isTTY: true })).toBe(line)
  expect(printed('off', 'debug')).toBe('')
})

test('a reader that went away is counted and stops nobody', () => {
  const console = new ConsoleLog('human', 'info')
  vi.spyOn(process.stderr, 'write').mockImplementation(() => {
    throw new Error('EPIPE')
  })
  console.append({ at: 0, level: 'info', area: 'a', message: 'm', fields: {}, isTrade: false })
  process.stderr.emit('error', new Error('EPIPE'))
  console.close()
  expect(console.linesLost).toBe(2)
})

test('lines are lost, and memory is not, while a reader has stopped reading', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-console-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const program = `import { ConsoleLog } from ${JSON.stringify(new URL('./console-log.ts', import.meta.url))}
    const console = new ConsoleLog('human', 'info')
    const message = 'x'.repeat(1000)
    for (let k = 0; k < 20000; k++) console.append({ at: 0, level: 'info', area: 'a', message, fields: {}, isTrade: false })
    process.stdout.write(JSON.stringify({ waiting: process.stderr.writableLength, lost: console.linesLost }), () => process.exit())`
  const file = join(folder, 'program.mjs')
  writeFileSync(file, program)
  // The shell opens a pipe whose reader sleeps.
  const shell = '"$0" "$1" 2> >(exec sleep 10 >/dev/null 2>&1)'
  const printed = execFileSync('bash', ['-c', shell, process.execPath, file], { encoding: 'utf8', timeout: 20_000 })
  const { waiting, lost } = JSON.parse(printed)
  expect(waiting).toBeGreaterThan(3_000_000)
  expect(waiting).toBeLessThan(5_000_000)
  expect(lost).toBeGreaterThan(10_000)
})
