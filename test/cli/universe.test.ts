import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

const DAY_MS = 86_400_000
const START_AT = Date.UTC(2024, 0, 1)

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-universe-'))
  const files = {
    BTCUSDT: dayText(60, 100),
    ETHUSDT: dayText(60, 10),
    LUNAUSDT: dayText(40, 50),
    USDCUSDT: dayText(60, 1),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, `${name}-1d.csv`), text)
  writeFileSync(join(cwd, 'NEWUSDT-1d.csv'), dayText(20, 7, 40))
  writeFileSync(
    join(cwd, 'ranks.csv'),
    'date,symbol,rank\n2024-01-01,LUNA,3\n2024-01-01,BTC,2\n2024-02-20,ETH,1\n2024-02-20,NEW,2\n',
  )
  writeFileSync(
    join(cwd, 'chain.json'),
    '[{ "handler": "volume", "minVolume": 60 }, { "handler": "offset", "take": 1 }]',
  )
})
afterAll(() => rmSync(cwd, { recursive: true }))

/** A CSV of daily bars that never move, with a volume of 1. */
function dayText(days: number, price: number, from = 0): string {
  const rows = Array.from(
    { length: days },
    (_, k) => `${START_AT + (from + k) * DAY_MS},${price}.0,${price}.1,${price}.0,${price}.0,1`,
  )
  return `timestamp,open,high,low,close,volume\n${rows.join('\n')}\n`
}

const dataFile = ['BTC', 'ETH', 'LUNA', 'USDC', 'NEW'].map((coin) => `${coin}USDT-1d.csv`).join(',')

async function universe(...args: readonly string[]) {
  const { code, stdout, stderr } = await runCli(['universe', '--data-file', dataFile, ...args, '--json'], { cwd })
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout)
}

test('the end of the files is asked about, and each symbol stays or has its reason', async () => {
  expect(await universe('--ranks-file', 'ranks.csv')).toEqual({
    at: START_AT + 60 * DAY_MS,
    handlers: ['without', 'marketCapRank', 'age'],
    notes: [],
    symbols: ['ETH/USDT:USDT'],
    removed: [
      {
        symbol: 'LUNA/USDT:USDT',
        handler: 'listing',
        reason: 'LUNA/USDT:USDT: is not traded any more since 2024-02-10 00:00',
      },
      { symbol: 'USDC/USDT:USDT', handler: 'without', reason: 'USDC/USDT:USDT: USDC is a stablecoin' },
      {
        symbol: 'BTC/USDT:USDT',
        handler: 'marketCapRank',
        reason: 'BTC/USDT:USDT: has no market cap rank as of 2024-03-01 00:00',
      },
      { symbol: 'NEW/USDT:USDT', handler: 'age', reason: 'NEW/USDT:USDT: age of 20 days is below 30' },
    ],
  })
})

test('as of an earlier day, what was traded then is there', async () => {
  const { at, symbols, removed } = await universe('--ranks-file', 'ranks.csv', '--at', '20240209')
  expect(at).toBe(Date.UTC(2024, 1, 9))
  expect(symbols).toEqual(['BTC/USDT:USDT', 'LUNA/USDT:USDT'])
  expect(removed[0].reason).toBe('NEW/USDT:USDT: is not listed before 2024-02-10 00:00')
})

test('a chain of one file is followed', async () => {
  const { handlers, symbols } = await universe('--config', 'chain.json', '--at', '2024-02-01T00:00')
  expect({ handlers, symbols }).toEqual({ handlers: ['volume', 'offset'], symbols: ['BTC/USDT:USDT'] })
})

test('without ranks the volume decides, and the screen says so', async () => {
  const { code, stdout, stderr } = await runCli(['universe', '--data-file', dataFile, '--preset', 'top-7'], { cwd })
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'no market cap ranks are given, so the 24h volume stands in for them\n',
  })
  expect(stdout).toBe(
    `as of 2024-03-01 00:00 UTC: 2 of 5 symbols stay

#  symbol
1  BTC/USDT:USDT
2  ETH/USDT:USDT

taken out by  because
listing       LUNA/USDT:USDT: is not traded any more since 2024-02-10 00:00
without       USDC/USDT:USDT: USDC is a stablecoin
age           NEW/USDT:USDT: age of 20 days is below 30
`,
  )
})

test.each([
  [['--config', 'chain.json', '--preset', 'top-7'], 'error: --preset and --config are given'],
  [['--at', '20240231'], 'error: --at cannot be "20240231"'],
  [['--config', 'ranks.csv'], 'error: ranks.csv is not JSON'],
  [['--ranks-file', 'chain.json'], 'error: chain.json line 1 is not CSV: it looks like JSON'],
  [['--data-file', 'BTCUSDT-1d.csv'], 'error: BTC/USDT:USDT is there twice'],
])('%j is refused', async (args, message) => {
  const { code, stderr } = await runCli(['universe', '--data-file', dataFile, ...args], { cwd })
  expect({ code: code === 0, message: stderr.slice(0, message.length) }).toEqual({ code: false, message })
})
