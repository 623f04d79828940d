import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { registerSecret } from '../../core/redact.ts'
import { Secret } from '../../core/secret.ts'
import { tradeOf } from '../../research/metrics/testing/trade-of.ts'
import { type Logs, type LogsOptions, openLogs } from './open-logs.ts'
import { scratchFolder } from './testing/scratch-folder.ts'

const CHILD = fileURLToPath(new URL('testing/log-in-child.ts', import.meta.url))
const NOON = Date.UTC(2025, 9, 30, 12)

const scratch = scratchFolder()

function open(options: Partial<LogsOptions> = {}): Logs {
  return openLogs({ folder: scratch.path, console: 'off', redact: (text) => text, now: () => NOON, ...options })
}

/** What is printed to stderr from now on. */
function catchConsole(): string[] {
  const parts: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => parts.push(String(text)) > 0)
  return parts
}

function inChild(...args: string[]): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, scratch.path, ...args], { stdio: 'inherit', timeout: 30_000 })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(signal ?? code))
  })
}

test('every level goes to the main log and to JSON, errors and trades to logs of their own as well', () => {
  const logs = open()
  logs.debug('feed', 'tick', { symbol: 'BTC/USDT' })
  logs.info('session', 'begins')
  logs.warn('feed', 'late', { lateMs: 1500 })
  logs.error('orders', 'no answer')
  logs.trade(tradeOf())
  logs.event({ type: 'state', at: NOON, from: 'active', to: 'halted', cause: 'drawdown', reason: '20 %' })
  logs.event({ type: 'funding', at: NOON, symbol: 'BTC/USDT', amount: 1, asset: 'USDT' })
  logs.close()
  const trade = '[trade] BTC/USDT long closed by exit_signal: 2 from 100 to 101, +1.8 (+0.9 %), momentum'
  const messages = (file: string) => scratch.lines(file).map((line) => line.slice(25).replace(/ (event|trade)=.*/, ''))
  expect(messages('trading_2025-10-30.log')).toEqual([
    'DEBUG [feed] tick symbol=BTC/USDT',
    'INFO  [session] begins',
    'WARN  [feed] late lateMs=1500',
    'ERROR [orders] no answer',
    `INFO  ${trade}`,
    'ERROR [account] active to halted by drawdown: 20 %',
    'INFO  [trade] BTC/USDT funding +1 USDT',
  ])
  expect(messages('error_2025-10-30.log')).toEqual([
    'ERROR [orders] no answer',
    'ERROR [account] active to halted by drawdown: 20 %',
  ])
  expect(messages('trade_2025-10-30.log')).toEqual([`INFO  ${trade}`, 'INFO  [trade] BTC/USDT funding +1 USDT'])
  const json = scratch.lines('trading_2025-10-30.jsonl').map((line) => JSON.parse(line))
  expect(json.map(({ level }) => level)).toEqual(['debug', 'info', 'warn', 'error', 'info', 'error', 'info'])
  expect(json[4].fields.trade).toEqual(tradeOf())
  expect(json[6].fields.event).toEqual({ type: 'funding', at: NOON, symbol: 'BTC/USDT', amount: 1, asset: 'USDT' })
  expect(logs.linesLost).toBe(0)
})

test('nothing that the redactor knows is on the console or in any file', () => {
  const parts = catchConsole()
  const logs = open({ console: 'human', redact: (text) => text.replaceAll('hunter2', '[secret]') })
  logs.error('hunter2', 'key hunter2 refused', { url: 'https://x?key=hunter2', cause: new Error('hunter2') })
  logs.event({ type: 'stopped', at: 0, symbol: 'S', strategy: 'mine', error: 'hunter2' })
  logs.trade(tradeOf({ entryReason: 'hunter2' }))
  logs.close()
  const texts = [parts.join(''), ...scratch.files().flatMap((file) => scratch.lines(file))]
  expect(scratch.files()).toHaveLength(4)
  expect(texts.filter((text) => text.includes('hunter2'))).toEqual([])
  expect(parts[0]).toBe('2025-10-30T12:00:00.000Z ERROR [[secret]] key [secret] refused url="https://x?key=[secret]"\n')
})

test('what the process knows as a secret, and what looks like one, is taken out where nothing else is said', () => {
  registerSecret(new Secret('correct-horse-battery'))
  const logs = openLogs({ folder: scratch.path, console: 'off', now: () => NOON })
  logs.info('vault', 'opened with correct-horse-battery', { key: new Secret('correct-horse-battery') })
  logs.info('http', 'GET /order?signature=9f86d081884c7d659a2feaa0c55ad015')
  logs.close()
  expect(scratch.lines('trading_2025-10-30.log').map((line) => line.slice(31))).toEqual([
    '[vault] opened with [secret] key="[secret]"',
    '[http] GET /order?signature=[secret]',
  ])
})

test('a folder that cannot be written is said once on the console, counted, and used again when it can be', () => {
  const parts = catchConsole()
  const folder = join(scratch.path, 'logs')
  writeFileSync(folder, 'in the way')
  let now = NOON
  const logs = open({ folder, console: 'human', level: 'warn', now: () => now })
  for (let k = 0; k < 5; k++) logs.error('orders', `line ${k}`)
  const complaints = () => parts.filter((part) => part.includes('[logs]')).map((part) => part.slice(25))
  expect(complaints()).toEqual([
    `ERROR [logs] cannot write ${join(folder, 'trading_*.log')}: there is a file of that name. Trading goes on; lines are lost until it can be written again\n`,
  ])
  expect(parts.filter((part) => part.includes('line'))).toHaveLength(6)
  expect(logs.linesLost).toBe(15)
  expect(logs.trouble).toBe(`cannot write ${join(folder, 'trading_*.log')}: there is a file of that name`)
  rmSync(folder)
  now += 10_000
  logs.error('orders', 'again')
  logs.close()
  expect(complaints()[1]).toBe('WARN  [logs] the logs can be written again; 15 lines were lost so far\n')
  expect(complaints()).toHaveLength(2)
  expect(logs.trouble).toBeNull()
  expect(scratch.lines('logs/error_2025-10-30.log').map((line) => line.slice(25))).toEqual([
    'WARN  [logs] 5 lines were lost here since 2025-10-30T12:00:00.000Z: the file could not be written',
    'ERROR [orders] again',
  ])
})

test('a process that is killed has lost nothing of what it logged', async () => {
  expect(await inChild('a', '3000', 'kill')).toBe('SIGKILL')
  expect(scratch.lines('trading_2025-10-30.log')).toHaveLength(3000)
  expect(scratch.lines('trading_2025-10-30.jsonl')).toHaveLength(3000)
  expect(scratch.lines('trading_2025-10-30.jsonl').at(-1)).toContain('"line 2999"')
})

test('lines of two processes in one folder stay whole, also while files are changed, and none is lost', async () => {
  const rest = ['5000', 'end', '300000', String(Date.now() + 400)]
  await Promise.all([inChild('a', ...rest), inChild('b', ...rest)])
  const files = scratch.files().filter((name) => name.endsWith('.jsonl'))
  expect(files.length).toBeGreaterThan(3)
  const records = files.flatMap((file) => scratch.lines(file)).map((line) => JSON.parse(line))
  for (const name of ['a', 'b']) {
    const own = records.filter(({ area }) => area === name)
    const numbers = own.map(({ message }) => Number(message.slice('line '.length))).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 5000 }, (_, k) => k))
    expect(own.every(({ fields }) => fields.padding === name.repeat(40))).toBe(true)
  }
})

test('a line after close is still written', () => {
  const logs = open()
  logs.info('session', 'before')
  logs.close()
  logs.info('session', 'after')
  logs.close()
  expect(scratch.lines('trading_2025-10-30.log')).toHaveLength(2)
})
