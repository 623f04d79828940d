import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-check-'))
  writeFileSync(join(cwd, 'plain.json'), '{ "limits": { "riskPerTradePct": 2 } }')
  writeFileSync(join(cwd, 'BTCUSDT-5m.csv'), candles(100, 0))
  writeFileSync(join(cwd, 'ETHUSDT-5m.csv'), candles(200, 1))
})
afterAll(() => rmSync(cwd, { recursive: true }))

const BAR_MS = 300_000
const START_AT = Date.UTC(2024, 0, 1)

/** Bars of five minutes of a price that swings, those that have closed by `until`. */
function candles(price: number, phase: number, until = Number.POSITIVE_INFINITY): string {
  const rows = Array.from({ length: 600 }, (_, k) => {
    const open = price + (price / 10) * Math.sin(k / 9 + phase) + (k % 7)
    return [START_AT + k * BAR_MS, open, open + 1, open - 1, open + 0.5, 100].join(',')
  }).filter((_, k) => START_AT + (k + 1) * BAR_MS <= until)
  return `timestamp,open,high,low,close,volume\n${rows.join('\n')}\n`
}

function check(...flags: readonly string[]) {
  return runCli(['risk', 'check', ...flags], { cwd })
}

/** What `risk check --json` gives. */
async function checked(...flags: readonly string[]) {
  const { code, stdout, stderr } = await check(...flags, '--json')
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout)
}

const BTC = ['--symbol', 'BTC/USDT:USDT', '--price', '42500']
const LONG = [...BTC, '--side', 'long', '--stop-loss', '41800']

interface Told {
  readonly rule: string
  readonly verdict: string
  readonly quantity: number | null
  readonly reason: string
}

const verdictOf = ({ verdicts }: { readonly verdicts: readonly Told[] }, name: string) =>
  verdicts.find(({ rule }) => rule === name)

test('a size is told with the rule that limits it: 150 / 700 of a bitcoin', async () => {
  const flags = ['--risk-file', 'plain.json', '--equity', '7500', ...LONG, '--leverage', '5', '--lot-size', '0.0000001']
  const { result, verdicts } = await checked(...flags)
  expect(result).toEqual({
    quantity: 0.2142857,
    limitedBy: 'risk_per_trade',
    notional: expect.closeTo(9107.14225),
    isUpperBound: false,
  })
  expect(verdicts.map(({ rule, verdict }: Told) => `${rule} ${verdict}`)).toEqual([
    'trading_state allows',
    'risk_per_trade limits',
    'free_margin allows',
    'venue_leverage allows',
  ])
  const { stdout } = await check(...flags)
  expect(stdout.split('\n').slice(1)).toEqual([
    'on equity 7500.00, free cash 7500.00, 0 positions, 0.00 at risk at the stops',
    '',
    'rule            verdict  contracts  worth USDT  why',
    'trading_state   allows           -           -  the account is active: no breaker is at its limit now',
    'risk_per_trade  limits   0.2142857     9107.14  2 % of equity 7500.00 is 150.00 with the stop 700 away from 42500',
    'free_margin     allows   0.8709166    37013.96  free cash is 7500.00 at leverage 5',
    'venue_leverage  allows           -           -  any size',
    '',
    '-> 0.2142857 contracts, worth 9107.14 USDT, limited by risk_per_trade',
    '',
  ])
})

test('a stop beyond half of the way to the liquidation is refused, and the rules behind it are told too', async () => {
  writeFileSync(join(cwd, 'far.json'), '{ "limits": { "riskPerTradePct": 2, "liquidationTimes": 2 } }')
  const flags = ['--risk-file', 'far.json', ...BTC, '--side', 'long', '--leverage', '25']
  const refused = await checked(...flags, '--stop-loss-pct', '5')
  expect(refused.result).toEqual({
    rule: 'liquidation_distance',
    reason: 'the stop is 2125 away and a liquidation 1494.97 at leverage 25: it must be 2 times as far',
  })
  expect(verdictOf(refused, 'free_margin')).toMatchObject({ verdict: 'allows', reason: expect.stringContaining('25') })
  expect((await check(...flags, '--stop-loss-pct', '5')).stdout).toContain(
    '-> refused by liquidation_distance: the stop',
  )
  expect((await checked(...flags, '--stop-loss-pct', '1')).result.limitedBy).toBe('risk_per_trade')
})

test('levels that are none are refused before any rule is asked', async () => {
  const { result, verdicts } = await checked('--risk-file', 'plain.json', ...BTC, '--side', 'short', '--stop-loss', '1')
  expect(result).toMatchObject({ rule: 'invalid_stop' })
  expect(verdicts.map(({ rule }: Told) => rule)).toEqual(['trading_state', 'invalid_stop'])
})

test('the costs that are given count in the rules, and the preset in the time to hold', async () => {
  const { signal, verdicts } = await checked('--preset', 'autonomous', ...LONG, '--slippage', '0.01')
  expect(verdictOf({ verdicts }, 'stop_nearer_than_costs')).toMatchObject({
    verdict: 'refuses',
    reason: 'the stop is 1.647 % away, a round trip costs 2.120 % and the stop must be 1 of them away',
  })
  expect(signal.maxHoldMs).toBe(36 * 3_600_000)
})

test('an order that the venue would not take is refused as too small', async () => {
  const { result, verdicts } = await checked('--risk-file', 'plain.json', '--equity', '100', ...LONG, '--lot-size', '1')
  expect(result.rule).toBe('below_minimum')
  expect(verdicts.at(-1)).toMatchObject({ rule: 'below_minimum', verdict: 'refuses', quantity: 0 })
  const small = await checked('--risk-file', 'plain.json', '--equity', '100', ...LONG, '--min-notional', '200')
  expect(small.result.reason).toContain('BTC/USDT:USDT trades from 200 USDT on, free_margin allows 98.60')
})

test('a rule that needs the average true range refuses without candles, and says where it comes from', async () => {
  const flags = ['--preset', 'balanced', '--side', 'short', '--stop-loss-pct', '5']
  const blind = await checked(...flags, ...BTC)
  const reason = 'the average true range is not known yet; add --data-file to know it, or --atr'
  expect(verdictOf(blind, 'stop_in_noise')).toMatchObject({ verdict: 'refuses', reason })
  expect(blind.result).toEqual({ rule: 'volatility_size', reason })
  const given = await checked(...flags, ...BTC, '--atr', '100')
  expect(verdictOf(given, 'stop_in_noise')).toMatchObject({ verdict: 'allows' })
  const { at, signal, result } = await checked(...flags, '--data-file', 'BTCUSDT-5m.csv')
  expect({ at, symbol: signal.symbol }).toEqual({ at: START_AT + 600 * BAR_MS, symbol: 'BTC/USDT:USDT' })
  const own = await checked(...flags, '--data-file', 'BTCUSDT-5m.csv', '--price', '120')
  expect(own.signal).toMatchObject({ price: 120, stopPrice: 126, atr: signal.atr })
  // 1 % of 10,000 over two ranges, in lots of a thousandth.
  expect(result).toMatchObject({ limitedBy: 'volatility_size', quantity: Math.floor(50_000 / signal.atr) / 1000 })
})

describe('the account of a file', () => {
  const withAccount = async (account: unknown, ...flags: readonly string[]) => {
    writeFileSync(join(cwd, 'account.json'), JSON.stringify(account))
    return checked('--account-file', 'account.json', ...flags)
  }
  const eth = { symbol: 'ETH/USDT:USDT', side: 'long', quantity: 1, entryPrice: 3000, stopPrice: 2950, leverage: 5 }
  const btc = { symbol: 'BTC/USDT:USDT', side: 'long', quantity: 0.01, entryPrice: 42_000, stopPrice: 41_000 }

  test('that has lost its day is stopped, with the reason', async () => {
    const lost = await withAccount({ equity: 9400, dayStartEquity: 10_200 }, '--preset', 'autonomous', ...LONG)
    const reason =
      'the account is close_only: daily_loss: 7.84 % lost of 10200.00 since the beginning of the day, the limit is 5 %'
    expect(lost.verdicts[0]).toMatchObject({ rule: 'trading_state', verdict: 'refuses', reason })
    expect(lost.result).toEqual({ rule: 'trading_state', reason })
    expect(lost.account).toMatchObject({ state: 'close_only' })
    const { account } = await withAccount({ equity: 9400 }, '--preset', 'autonomous', ...LONG)
    expect(account).toMatchObject({ state: 'active' })
  })

  test('needs its equity alone, and the rest follows from what it holds', async () => {
    const { account } = await withAccount({ equity: 9000, positions: [eth] }, '--risk-file', 'plain.json', ...LONG)
    expect(account).toMatchObject({ equity: 9000, freeCash: 8400, positionCount: 1, atRisk: 50 })
    const told = { equity: 9000, freeCash: 8000, positions: [{ ...eth, price: 3050 }] }
    const { account: own } = await withAccount(told, '--risk-file', 'plain.json', ...LONG)
    expect(own).toMatchObject({ freeCash: 8000, atRisk: 100 })
  })

  test('rests after a trade, and counts its entries', async () => {
    const trade = { symbol: 'BTC/USDT:USDT', side: 'long', returnPct: -1, exitReason: 'stop_loss' }
    const trades = [{ ...trade, exitAt: '2024-03-01T12:00Z' }]
    const flags = ['--preset', 'autonomous', ...LONG]
    const soon = await withAccount({ equity: 9000, entriesToday: 20, trades }, ...flags, '--at', '2024-03-01T12:10')
    const cooldown = 'BTC/USDT:USDT was closed 10.0 minutes ago, it rests for 15'
    expect(verdictOf(soon, 'cooldown')).toMatchObject({ verdict: 'refuses', reason: cooldown })
    expect(verdictOf(soon, 'max_trades_a_day')).toMatchObject({ verdict: 'refuses' })
    const later = await withAccount({ equity: 9000, entriesToday: 19, trades }, ...flags, '--at', '2024-03-01T12:15')
    expect(verdictOf(later, 'cooldown')).toMatchObject({ verdict: 'allows' })
    expect(verdictOf(later, 'max_trades_a_day')).toMatchObject({ verdict: 'allows' })
  })

  test('that holds the symbol takes no second entry, only one that adds', async () => {
    const plain = ['--risk-file', 'plain.json', '--leverage', '5']
    const second = await withAccount({ equity: 9000, positions: [btc] }, ...plain, ...LONG)
    expect(second.result).toMatchObject({ rule: 'already_in_position' })
    // 180 may be lost; what is held loses 0.01 x 200 of it at the new stop, which is the tighter one.
    const adds = await withAccount({ equity: 9000, positions: [btc] }, ...plain, ...LONG, '--adds')
    expect(adds.result).toMatchObject({ quantity: Math.floor((178 / 700) * 1e5) / 1e5, limitedBy: 'risk_per_trade' })
    // The stop that is held is the tighter one: all of 180 may be lost over 500, and what is held loses nothing there.
    const tight = { equity: 9000, positions: [{ ...btc, stopPrice: 42_000 }] }
    const kept = await withAccount(tight, ...plain, ...LONG, '--adds')
    expect(kept.signal).toMatchObject({ stopPrice: 42_000 })
    expect(kept.result).toMatchObject({ quantity: 0.36, limitedBy: 'risk_per_trade' })
    const nothing = await withAccount({ equity: 9000, positions: [eth] }, ...plain, ...LONG, '--adds')
    expect(nothing.result).toMatchObject({ rule: 'nothing_to_add_to' })
  })

  test('is turned around: the position on the other side counts as closed', async () => {
    const short = { ...btc, side: 'short', stopPrice: 43_000 }
    const flags = ['--risk-file', 'plain.json', ...LONG]
    const { account, notes, result } = await withAccount({ equity: 9000, positions: [short] }, ...flags)
    // Margin of 420, of which 5 are lost at the price now.
    expect(account).toMatchObject({ freeCash: 9000 - 420 + 415, positionCount: 0 })
    expect(notes).toEqual([
      'the short position of BTC/USDT:USDT is closed first, and the entry judged again once it is flat',
    ])
    expect(result).toMatchObject({ limitedBy: 'free_margin' })
  })
})

describe('what compares returns', () => {
  const limits = { riskPerTradePct: 2, valueAtRisk: { maxPct: 1, confidence: 0.95 } }
  const flags = ['--risk-file', 'returns.json', '--side', 'long', '--stop-loss-pct', '2']
  beforeAll(() => writeFileSync(join(cwd, 'returns.json'), JSON.stringify({ limits })))

  test('is not judged over one file, and the size is no more than an upper bound', async () => {
    const told = await checked(...flags, '--data-file', 'BTCUSDT-5m.csv')
    expect(verdictOf(told, 'max_value_at_risk')).toMatchObject({ verdict: 'not_judged', quantity: null })
    expect(told.result).toMatchObject({ limitedBy: 'free_margin', isUpperBound: true })
    const { stdout } = await check(...flags, '--data-file', 'BTCUSDT-5m.csv')
    expect(stdout).toMatch(/\n-> at most .* contracts, .*, limited by free_margin; not judged: max_value_at_risk\n$/)
  })

  test('is judged over a file of each symbol that is held', async () => {
    const both = ['--data-file', 'BTCUSDT-5m.csv,ETHUSDT-5m.csv']
    expect((await checked(...flags, ...both)).result).toMatchObject({
      limitedBy: 'max_value_at_risk',
      isUpperBound: false,
    })
    const position = { symbol: 'SOL/USDT:USDT', side: 'long', quantity: 1, entryPrice: 30, stopPrice: 29 }
    const eth = { ...position, symbol: 'ETH/USDT:USDT', stopPrice: 150 }
    writeFileSync(join(cwd, 'eth-held.json'), JSON.stringify({ equity: 9000, positions: [eth] }))
    const { account } = await checked(...flags, ...both, '--account-file', 'eth-held.json')
    // At the last close of its candles, not at its entry.
    expect(account.atRisk).toBeCloseTo(34.5, 1)
    writeFileSync(join(cwd, 'sol.json'), JSON.stringify({ equity: 9000, positions: [position] }))
    const without = verdictOf(await checked(...flags, ...both, '--account-file', 'sol.json'), 'max_value_at_risk')
    expect(without).toMatchObject({ verdict: 'not_judged', reason: expect.stringContaining('SOL/USDT:USDT') })
  })
})

describe('a check gives the size that a backtest gives', () => {
  interface Trade {
    readonly symbol: string
    readonly side: string
    readonly quantity: number
    readonly entryAt: string
    readonly exitAt: string
    readonly pnl: number
    readonly returnPct: number
    readonly exitReason: string
  }

  /** The first trades of a backtest by chance. */
  async function tradesOf(files: string, ...flags: readonly string[]): Promise<readonly Trade[]> {
    const run = ['backtest', '-s', 'random', '--param', 'every=40', '--data-file', files, '--trades', 'trades.csv']
    const { code, stderr } = await runCli([...run, ...flags], { cwd })
    expect(code, stderr).toBe(0)
    const [head = '', ...lines] = readFileSync(join(cwd, 'trades.csv'), 'utf8').trimEnd().split('\n')
    return lines.map((line) => {
      const cells = line.split(',')
      const row = Object.fromEntries(head.split(',').map((name, k) => [name, cells[k] ?? '']))
      const { quantity, pnl, returnPct } = row
      return { ...row, quantity: Number(quantity), pnl: Number(pnl), returnPct: Number(returnPct) } as unknown as Trade
    })
  }

  const signalOf = ({ side }: Trade) => [
    ...['--side', side, '--stop-loss-pct', '2', '--take-profit-pct', '2', '--confidence', '0.5'],
  ]

  test('for the first entry, and for the second with the account as it is then', async () => {
    const [first, second] = await tradesOf('BTCUSDT-5m.csv', '--preset', 'small-account')
    if (first === undefined || second === undefined) throw new Error('the backtest made fewer than two trades')
    const flags = ['--preset', 'small-account', '--data-file', 'BTCUSDT-cut.csv']
    writeFileSync(join(cwd, 'BTCUSDT-cut.csv'), candles(100, 0, Date.parse(first.entryAt)))
    expect((await checked(...flags, ...signalOf(first))).result).toMatchObject({ quantity: first.quantity })
    writeFileSync(join(cwd, 'BTCUSDT-cut.csv'), candles(100, 0, Date.parse(second.entryAt)))
    const { symbol, side, exitAt, returnPct, exitReason, pnl } = first
    const equity = 10_000 + pnl
    const trades = [{ symbol, side, exitAt, returnPct, exitReason }]
    const account = { equity, dayStartEquity: 10_000, peakEquity: Math.max(10_000, equity), entriesToday: 1, trades }
    writeFileSync(join(cwd, 'then.json'), JSON.stringify(account))
    const { result } = await checked(...flags, ...signalOf(second), '--account-file', 'then.json')
    expect(result).toMatchObject({ quantity: second.quantity })
    expect(second.quantity).not.toBe(first.quantity)
  })

  test('where the returns of two markets decide', async () => {
    // The weights of a portfolio let nobody enter before the window of the returns is full.
    const limits = { riskPerTradePct: 2, valueAtRisk: { maxPct: 1, confidence: 0.95 }, riskParityPct: 400 }
    writeFileSync(join(cwd, 'tail.json'), JSON.stringify({ limits }))
    // This seed enters the first market first.
    const late = ['--param', 'every=900', '--seed', '16', '--risk-file', 'tail.json']
    const [first] = await tradesOf('BTCUSDT-5m.csv,ETHUSDT-5m.csv', ...late)
    if (first?.symbol !== 'BTC/USDT:USDT') throw new Error('the backtest did not trade the first market first')
    writeFileSync(join(cwd, 'BTCUSDT-cut.csv'), candles(100, 0, Date.parse(first.entryAt)))
    writeFileSync(join(cwd, 'ETHUSDT-cut.csv'), candles(200, 1, Date.parse(first.entryAt)))
    const files = ['--data-file', 'BTCUSDT-cut.csv,ETHUSDT-cut.csv']
    const { at, result } = await checked('--risk-file', 'tail.json', ...files, ...signalOf(first))
    expect(at).toBeGreaterThan(START_AT + 251 * BAR_MS)
    expect(result).toMatchObject({ quantity: first.quantity, limitedBy: 'max_value_at_risk' })
  })
})

describe('a signal file', () => {
  test('says what the flags say, with comments, and more: targets and conditions', async () => {
    const signal = `{ // mine
      "symbol": "BTC/USDT:USDT", "side": "long", "price": 42500, "stopLoss": 41800, "leverage": 5,
      "confidence": 0.7, "maxHoldMs": 3600000, "sizeShare": 0.5, "reason": "a hunch",
      "targets": [{ "r": 1, "share": 0.5 }, { "pct": 4 , "share": 0.5 }], "invalidWhen": ["adx < 25"],
    }`
    writeFileSync(join(cwd, 'signal.json'), signal)
    const told = await checked('--risk-file', 'plain.json', '--signal-file', 'signal.json', '--at', '2024-03-01')
    const { targetPrices, ...rest } = told.signal
    const given = ['--leverage', '5', '--confidence', '0.7', '--max-hold-hours', '1', '--size-share', '0.5']
    const byFlags = await checked('--risk-file', 'plain.json', ...LONG, ...given, '--at', '2024-03-01')
    expect({ ...rest, targetPrices: [] }).toEqual(byFlags.signal)
    expect(targetPrices).toEqual([43_200, 44_200])
    expect(rest.maxHoldMs).toBe(3_600_000)
    // Half of the whole size, which would lose 200 over 700.
    expect(told.result.quantity).toBe(Math.floor((100 / 700) * 1e5) / 1e5)
    expect(told.result).toEqual({ ...byFlags.result, isUpperBound: true })
    const reason = 'a run refuses the entry when one is met: adx < 25'
    expect(verdictOf(told, 'already_invalid')).toMatchObject({ verdict: 'not_judged', reason })
  })

  test('finds its symbol among several candle files', async () => {
    writeFileSync(join(cwd, 'eth.json'), '{ "symbol": "ETH/USDT", "side": "long", "stopLossPct": 2, "leverage": 3 }')
    const flags = ['--risk-file', 'plain.json', '--signal-file', 'eth.json', '--data-file']
    const { signal } = await checked(...flags, 'BTCUSDT-5m.csv,ETHUSDT-5m.csv')
    expect(signal).toMatchObject({ symbol: 'ETH/USDT', leverage: 1, price: expect.closeTo(184.5, 1) })
    const { stdout } = await check(...flags, 'BTCUSDT-5m.csv,ETHUSDT-5m.csv')
    expect(stdout).toMatch(/\n-> [\d.]+ ETH, worth /)
    expect((await check(...flags, 'BTCUSDT-5m.csv')).stderr).toContain(
      'no data file holds ETH/USDT, only BTC/USDT:USDT',
    )
  })
})

describe('a mistake in a file is told with the line and a cure', () => {
  const account = ['--at', '2024-03-01', '--account-file', 'bad.json', ...LONG]
  test.each([
    [account, '{\n "equity": 9000,\n "entrysToday": 3 }', 'line 3: unknown key "entrysToday"', '"entriesToday"?'],
    [account, '{ "equity": -5 }', 'line 1: equity cannot be -5', 'from 0.01 to 1000000000000 (quote units).'],
    [account, '{\n "equity": "9000" }', 'line 2: equity cannot be "9000"', 'Write a number'],
    [account, '{ equity', 'line 1: InvalidSymbol', 'Write JSON: { "equity": 10000, "dayStartEquity": 10200 }.'],
    [
      ['--signal-file', 'bad.json'],
      '{ "side": "long",\n "stopLos": 3 }',
      'line 2: unknown key "stopLos"',
      '"stopLoss"?',
    ],
    [['--signal-file', 'bad.json'], '', 'is empty', 'Comments are allowed.'],
  ])('%s %s', async (flags, text, message, cure) => {
    writeFileSync(join(cwd, 'bad.json'), text)
    const { code, stdout, stderr } = await check('--risk-file', 'plain.json', ...flags)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`error: bad.json ${message}`)
    expect(stderr).toContain(cure)
  })
})

describe('a command line that does not say enough, or too much, is refused', () => {
  const plain = ['--risk-file', 'plain.json']
  test.each([
    ['neither a preset nor a file is named', LONG],
    ['the signal has no stop', [...plain, ...BTC, '--side', 'long']],
    ['Give --side: long or short.', [...plain, ...BTC, '--stop-loss', '41800']],
    ['--stop-loss and --stop-loss-pct are given', [...plain, ...LONG, '--stop-loss-pct', '2']],
    ['the symbol of the signal is not known', [...plain, '--side', 'long', '--stop-loss', '4', '--price', '5']],
    ['the price of the market is not known', [...plain, '--side', 'long', '--stop-loss', '4', '-p', 'BTC/USDT']],
    ['the signal is of BTC/USDT:USDT or of ETH/USDT', [...plain, ...LONG, '-p', 'ETH/USDT']],
    ['--side and --signal-file are given', [...plain, ...LONG, '--signal-file', 'x.json']],
    ['--adds and --signal-file are given', [...plain, '--adds', '--signal-file', 'x.json']],
    ['--equity and --account-file are given', [...plain, ...LONG, '--equity', '5', '--account-file', 'x.json']],
    ['cannot read nowhere.json', [...plain, ...LONG, '--account-file', 'nowhere.json']],
    ['--at cannot be "noon"', [...plain, ...LONG, '--at', 'noon']],
    [
      '--at 2024-01-02 00:00 is before 2024-01-03 02:00, where the candles of BTC/USDT:USDT end',
      [...plain, '--side', 'long', '--stop-loss-pct', '2', '--data-file', 'BTCUSDT-5m.csv', '--at', '2024-01-02'],
    ],
  ])('%s', async (message, flags) => {
    const { code, stdout, stderr } = await check(...flags)
    expect(stderr).toContain(message)
    expect({ isRefused: code !== 0, stdout }).toEqual({ isRefused: true, stdout: '' })
  })
})

test('help has the examples', async () => {
  const { code, stdout } = await check('--help')
  expect(code).toBe(0)
  expect(stdout).toContain(
    'risk check --preset autonomous --equity 10000 --symbol BTC/USDT:USDT --side long --price 42500',
  )
  expect(stdout).toContain('risk check --preset balanced --data-file BTCUSDT-1h.csv --side short --stop-loss-pct 2')
  expect(stdout).toContain('--signal-file signal.json --account-file account.json --json')
  expect(stdout).toContain('in place of the flags from --side to --adds')
})
