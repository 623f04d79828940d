import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-bad-'))
  writeFileSync(join(folder, 'good.csv'), candleText(300))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The good file with one line changed. Line 1 is the header. */
function withLine(line: number, text: string): string {
  const lines = candleText(300).split('\n')
  lines[line - 1] = text
  return lines.join('\n')
}

const T = 1_700_000_100_000
const files: [string, string | Uint8Array, RegExp[]][] = [
  ['an empty file', '', [/bad\.csv/, /empty/]],
  ['a header alone', 'timestamp,open,high,low,close,volume\n', [/bad\.csv/, /no (candles|bars|rows)/i]],
  ['something that is no CSV', '<html><body>404</body></html>\n', [/bad\.csv/]],
  ['bytes', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 8, 0]), [/bad\.csv/]],
  ['wrong columns', 'a,b,c\n1,2,3\n', [/bad\.csv/, /column/]],
  ['text in a number', withLine(7, `${T + 5 * 300_000},abc,101,99,100,5`), [/bad\.csv/, /line 7/, /abc/]],
  ['NaN', withLine(7, `${T + 5 * 300_000},NaN,101,99,100,5`), [/bad\.csv/, /line 7/, /NaN/]],
  ['Infinity', withLine(7, `${T + 5 * 300_000},100,Infinity,99,100,5`), [/bad\.csv/, /line 7/, /Infinity/]],
  ['a negative price', withLine(7, `${T + 5 * 300_000},100,101,-99,100,5`), [/bad\.csv/, /line 7/, /-99/]],
  ['a missing field', withLine(7, `${T + 5 * 300_000},100,101`), [/bad\.csv/, /line 7/]],
  ['a time twice', withLine(7, `${T + 4 * 300_000},100,101,99,100,5`), [/bad\.csv/, /line 7/]],
  ['times that go back', withLine(7, `${T - 300_000},100,101,99,100,5`), [/bad\.csv/, /line 7/]],
]

describe('a candle file with', () => {
  test.concurrent.each(files)('%s is refused with file, place and cure', async (name, content, patterns) => {
    const own = mkdtempSync(join(folder, 'case-'))
    writeFileSync(join(own, 'bad.csv'), content)
    const out = join(own, 'trades.csv')
    const report = join(own, 'report')
    const args = [
      'backtest',
      '-s',
      'momentum',
      '--data-file',
      join(own, 'bad.csv'),
      '--trades',
      out,
      '--report',
      report,
    ]
    const { code, stdout, stderr } = await runCli(args)
    expect({ name, code, stdout }).toEqual({ name, code: 1, stdout: '' })
    for (const pattern of patterns) expect(stderr).toMatch(pattern)
    expect(stderr).toMatch(/^error: .+\n {2}.+/)
    expect(stderr).not.toMatch(/ {4}at /)
    expect(readdirSync(own)).toEqual(['bad.csv'])
  })
})

const usages: [string, string[], RegExp[]][] = [
  ['a missing file', ['backtest', '-s', 'momentum', '--data-file', 'nowhere.csv'], [/nowhere\.csv/]],
  [
    'an unknown strategy',
    ['backtest', '-s', 'momentun', '--data-file', 'good.csv'],
    [/"momentun"/, /Did you mean "momentum"/],
  ],
  [
    'an unknown parameter',
    ['backtest', '-s', 'momentum', '--param', 'fats=3', '--data-file', 'good.csv'],
    [/"fats"/, /Did you mean "fast"/],
  ],
  [
    'a parameter out of range',
    ['backtest', '-s', 'momentum', '--param', 'fast=1', '--data-file', 'good.csv'],
    [/fast/, /from 2 to 200/],
  ],
  ['an unknown flag', ['backtest', '--straegy', 'momentum'], [/--straegy/, /--strategy/]],
  [
    'a funding file too many',
    ['backtest', '-s', 'momentum', '--data-file', 'good.csv', '--funding-file', 'a.csv,b.csv'],
    [/--funding-file b\.csv belongs to no data file/],
  ],
  ['no strategy', ['backtest', '--data-file', 'good.csv'], [/no strategy/, /list-strategies/]],
  ['no candles', ['backtest', '-s', 'momentum'], [/no candles/, /--data-file/]],
  ['an unknown command', ['bactest'], [/"bactest"/, /Did you mean "backtest"/]],
  ['an unknown timeframe', ['backtest', '-s', 'momentum', '-i', '7m', '--data-file', 'good.csv'], [/"7m"/]],
  [
    'a timeframe finer than the data',
    ['backtest', '-s', 'momentum', '-i', '1m', '--data-file', 'good.csv'],
    [/1m/, /5m/],
  ],
  [
    'a timerange without data',
    ['backtest', '-s', 'momentum', '--timerange', '20200101-20200201', '--data-file', 'good.csv'],
    [/timerange/, /2023-11-14/],
  ],
  [
    'a timerange that is none',
    ['backtest', '-s', 'momentum', '--timerange', '2020', '--data-file', 'good.csv'],
    [/"2020"/],
  ],
  [
    'a symbol that is none',
    ['backtest', '-s', 'momentum', '-p', 'BTCUSDT', '--data-file', 'good.csv'],
    [/"BTCUSDT"/, /BTC\/USDT/],
  ],
  [
    'more symbols than files',
    ['backtest', '-s', 'momentum', '-p', 'BTC/USDT,ETH/USDT', '--data-file', 'good.csv'],
    [/2 symbols for 1/],
  ],
  ['no money', ['backtest', '-s', 'momentum', '--capital', '0', '--data-file', 'good.csv'], [/capital/]],
  ['a speed that is none', ['paper', '-s', 'momentum', '--speed', '5000', '--data-file', 'good.csv'], [/1 to 1000/]],
]

describe('wrong usage:', () => {
  test.concurrent.each(usages)('%s', async (name, args, patterns) => {
    const { code, stdout, stderr } = await runCli(args, { cwd: folder })
    expect({ name, stdout }).toEqual({ name, stdout: '' })
    expect(code, stderr).toBe(name === 'a missing file' ? 1 : 2)
    for (const pattern of patterns) expect(stderr).toMatch(pattern)
    expect(stderr).not.toMatch(/ {4}at /)
  })
})

test('capital below the minimum notional places no order and says so', async () => {
  const args = ['backtest', '-s', 'random', '--param', 'every=5', '--data-file', 'good.csv', '--capital', '3', '--json']
  const { code, stdout } = await runCli(args, { cwd: folder })
  expect(code).toBe(0)
  const result = JSON.parse(stdout)
  expect(result.trades).toBe(0)
  expect(result.finalEquity).toBe(3)
  expect(Object.keys(result.refusals)).toContain('below_minimum')
})

test('a folder that cannot be written leaves nothing behind', async () => {
  const own = mkdtempSync(join(folder, 'out-'))
  writeFileSync(join(own, 'file'), '')
  const args = [
    'backtest',
    '-s',
    'momentum',
    '--data-file',
    join(folder, 'good.csv'),
    '--report',
    join(own, 'file', 'report'),
  ]
  const { code, stderr } = await runCli(args)
  expect(code).toBe(2)
  expect(stderr).toMatch(/report/)
  expect(existsSync(join(own, 'file', 'report'))).toBe(false)
  expect(readdirSync(own)).toEqual(['file'])
})
