import { afterEach, beforeEach, expect, test, vi } from 'vitest'
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
