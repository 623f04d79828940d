import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readCandles } from '../store/read-candles.ts'
import { readFunding } from '../store/read-funding.ts'
import { runCommandLine } from './run-command-line.ts'

const HEADER = 'timestamp,open,high,low,close,volume'
const START_AT = Date.UTC(2024, 0, 1)

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-data-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

/** A file of 5-minute candles; candle k closes at 100 + k. */
function candles(count: number, change: (lines: string[]) => string[] = (lines) => lines): string {
  const lines = Array.from({ length: count }, (_, k) =>
    [START_AT + k * 300_000, 99.5 + k, 101 + k, 99 + k, 100 + k, 0.1].join(','),
  )
  const file = join(folder, 'btc.csv')
  writeFileSync(file, `${HEADER}\n${change(lines).join('\n')}\n`)
  return file
}

/** What `plimsoll data …args` prints. */
async function data(...args: string[]): Promise<string> {
  const parts: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => parts.push(String(text)) > 0)
  await runCommandLine(['data', ...args])
  vi.restoreAllMocks()
  return parts.join('')
}

describe('data verify', () => {
  test('--json counts every defect of a file that a backtest refuses', async () => {
    const file = candles(30, (lines) => {
      lines.splice(20, 3)
      lines[10] = `${lines[9]}`
      lines[5] = (lines[5] ?? '').replace('104.5', 'abc')
      return lines
    })
    expect(JSON.parse(await data('verify', file, '--json'))).toMatchObject({
      file,
      rows: 27,
      from: '2024-01-01T00:00:00.000Z',
      to: '2024-01-01T02:25:00.000Z',
      timeframe: '5m',
      gaps: 2,
      missingBars: 4,
      largestGapBars: 3,
      duplicates: 1,
      unsorted: 0,
      offGrid: 0,
      nan: 1,
      ohlcViolations: 0,
      zeroVolume: 0,
      minLow: 99,
      maxHigh: 130,
      isStale: true,
    })
  })

  test('says it in words', async () => {
    const text = await data(
      'verify',
      candles(30, (lines) => lines.filter((_, k) => k !== 7)),
    )
    expect(text).toMatch(/^rows +29$/m)
    expect(text).toMatch(/^gap: 1 bars missing after 2024-01-01 00:30$/m)
    expect(text).toMatch(/^warning: 1 gap: 1 bars missing, 1 in the largest$/m)
  })
})

test('data info lists files', async () => {
  const file = candles(30)
  expect(JSON.parse(await data('info', file, file, '--json'))[1]).toEqual({
    file,
    timeframe: '5m',
    rows: 30,
    from: '2024-01-01 00:00',
    to: '2024-01-01 02:25',
    missingBars: 0,
    minLow: 99,
    maxHigh: 130,
    warnings: 0,
  })
  expect((await data('info', file)).split('\n')[1]).toContain('5m')
})

describe('data resample', () => {
  test('writes the larger candles, packed when the name says so', async () => {
    const out = join(folder, 'h.csv.gz')
    expect(await data('resample', candles(30), '--to', '1h', '--out', out)).toBe(
      `${out}: 2 bars of 1h, made of 30 bars of 5m\n`,
    )
    expect(gunzipSync(readFileSync(out)).toString()).toBe(
      `${HEADER}\n${START_AT},99.5,112,99,111,1.2\n${START_AT + 3_600_000},111.5,124,111,123,1.2\n`,
    )
  })

  test('--partial keeps the candle in which the data end', async () => {
    const out = join(folder, 'h.csv')
    await data('resample', candles(30), '--to', '1h', '--out', out, '--partial')
    expect(readCandles(out).length).toBe(3)
  })

  test.each([
    [['--to', '2h'], 'unknown timeframe "2h"'],
    [['--to', '1m'], 'btc.csv holds 5m bars, and 1m is smaller'],
    [['--to', '5m'], 'btc.csv holds 5m bars already'],
    [['--to', '1d'], 'btc.csv does not fill one 1d bar'],
  ])('%j is refused and nothing is written', async (flags, message) => {
    const file = candles(30)
    await expect(data('resample', file, ...flags, '--out', join(folder, 'out.csv'))).rejects.toThrow(message)
    expect(readdirSync(folder)).toEqual(['btc.csv'])
  })

  test('the file that is read is not overwritten, however its path is spelt', async () => {
    const file = candles(30)
    const before = readFileSync(file, 'utf8')
    const out = `${folder}/./btc.csv`
    await expect(data('resample', file, '--to', '1h', '--out', out)).rejects.toThrow('is the file that is read')
    expect(readFileSync(file, 'utf8')).toBe(before)
  })
})

describe('data synth', () => {
  const days = ['--from', '2024-01-01', '--to', '20240103']

  test('writes candles and funding of each symbol, which read back', async () => {
    const out = join(folder, 'a', 'market')
    const text = await data('synth', '--symbols', 'BTC/USDT,ETH/USDT:USDT', ...days, '--seed', '7', '--out', out)
    expect(readdirSync(out)).toEqual(['BTCUSDT-5m.csv', 'BTCUSDT-funding.csv', 'ETHUSDT-5m.csv', 'ETHUSDT-funding.csv'])
    const bars = readCandles(join(out, 'ETHUSDT-5m.csv'))
    expect([bars.length, bars.time[0], bars.open[0]]).toEqual([576, START_AT, 3000])
    expect(readFunding(join(out, 'BTCUSDT-funding.csv')).length).toBe(6)
    expect(text.split('\n')[0]).toMatch(/^file +bars +fundings +kurtosis/)
  })

  test('--json gives the realism of each and the regimes', async () => {
    const out = join(folder, 'market')
    const flags = ['--symbols', 'SOL/USDT', ...days, '-i', '1h', '--regime', 'crash', '--out', out, '--json']
    const document = JSON.parse(await data('synth', ...flags))
    expect(document).toMatchObject({ seed: 1, files: [{ symbol: 'SOL/USDT', bars: 48, fundings: 6 }] })
    expect(document.regimes[0].regime).toBe('crash')
    expect(document.files[0].realism.absReturnAutocorrelation).toHaveProperty('lag50')
  })

  test.each([
    [['--symbols', '../x'], '"../x" is not a symbol'],
    [['--symbols', 'BTC/USDT,BTC/USDT:USDT'], 'two symbols would be written to BTCUSDT'],
    [['--symbols', 'BTC/USDT', '--to', '2024-01-01'], 'no 5m bar fits between the start and the end'],
    [['--symbols', 'BTC/USDT', '--from', '01/03/2024'], '--from cannot be "01/03/2024"'],
    [['--symbols', 'BTC/USDT', '--regime', 'boring'], '--regime cannot be "boring"'],
  ])('%j is refused and nothing is written', async (flags, message) => {
    const out = join(folder, 'market')
    await expect(data('synth', ...days, '--out', out, ...flags)).rejects.toThrow(message)
    expect(existsSync(out)).toBe(false)
  })
})
