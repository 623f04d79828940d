import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runCommandLine } from './run-command-line.ts'

const START_AT = Date.UTC(2024, 0, 1)
let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'))
  file = join(folder, 'btc.csv')
  const rows = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233].map((close, i) =>
    [START_AT + i * 300_000, close, close + 1, close - 0.5, close, 10].join(','),
  )
  writeFileSync(file, `timestamp,open,high,low,close,volume\n${rows.join('\n')}\n`)
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

async function stdoutOf(run: () => Promise<unknown>): Promise<string> {
  const parts: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => parts.push(String(text)) > 0)
  await run()
  vi.restoreAllMocks()
  return parts.join('')
}

const indicator = (...args: string[]) => stdoutOf(() => runCommandLine(['indicator', ...args, '--data-file', file]))

test('--json gives the times, and a value or null for each bar and line', async () => {
  const document = JSON.parse(await indicator('donchian', '--param', 'period=11', '--json'))
  expect(document).toMatchObject({ indicator: 'donchian', params: { period: 11 }, timeframe: '5m', bars: 12 })
  expect(document.timestamp.slice(0, 2)).toEqual([START_AT, START_AT + 300_000])
  const none = new Array(10).fill(null)
  expect(document.lines).toEqual({
    upper: [...none, 145, 234],
    middle: [...none, 72.75, 117.75],
    lower: [...none, 0.5, 1.5],
  })
})

test('--csv gives a line for each bar, empty where there is no value', async () => {
  const lines = (await indicator('sma', '--param', 'period=2', '--csv')).trimEnd().split('\n')
  expect(lines.slice(0, 4)).toEqual([
    'timestamp,sma',
    `${START_AT},`,
    `${START_AT + 300_000},1.5`,
    `${START_AT + 600_000},2.5`,
  ])
  expect(lines.length).toBe(13)
})

test('--source chooses what is read', async () => {
  const { lines } = JSON.parse(await indicator('sma', '--param', 'period=2', '--source', 'volume', '--json'))
  expect(lines.sma).toEqual([null, ...new Array(11).fill(10)])
  await expect(indicator('atr', '--source', 'open')).rejects.toThrow('--source means nothing to it')
})

test('unknown names are refused', async () => {
  await expect(indicator('rsii')).rejects.toThrow('unknown indicator "rsii"')
  await expect(indicator('rsi', '--param', 'length=3')).rejects.toThrow('indicator rsi has no parameter "length"')
})

test('list-indicators --json tells what each takes and gives', async () => {
  const list = JSON.parse(await stdoutOf(() => runCommandLine(['list-indicators', '--json'])))
  expect(list.find(({ name }: { name: string }) => name === 'rsi')).toMatchObject({
    params: { period: { kind: 'integer', initial: 14, min: 1, max: 5000 } },
    lines: ['rsi'],
    takesSource: true,
    warmup: { rsi: 14 },
  })
})
