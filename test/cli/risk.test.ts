import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-risk-'))
})
afterAll(() => rmSync(cwd, { recursive: true }))

/** Bars of five minutes of a price that swings. */
function writeCandles(): void {
  const rows = Array.from({ length: 600 }, (_, k) => {
    const price = 100 + 10 * Math.sin(k / 9) + (k % 7)
    return [Date.UTC(2024, 0, 1) + k * 300_000, price, price + 1, price - 1, price + 0.5, 100].join(',')
  })
  writeFileSync(join(cwd, 'BTCUSDT-5m.csv'), `timestamp,open,high,low,close,volume\n${rows.join('\n')}\n`)
}

/** What `risk` says of a file with this text. */
async function explain(text: string) {
  writeFileSync(join(cwd, 'risk.json'), text)
  return runCli(['risk', 'explain', '--risk-file', 'risk.json', '--json'], { cwd })
}

test('a preset is told with every limit, its source and what can be lost', async () => {
  const { code, stdout } = await runCli(['risk', 'explain', '--preset', 'autonomous', '--equity', '10000'], { cwd })
  expect(code).toBe(0)
  expect(stdout).toMatch(/dailyLossPct +5 % of equity +loss of a day +document 1/)
  expect(stdout).toContain('drawdown: 15 % lost since the peak -> close_only, until the loss is below 10 %')
  expect(stdout).toContain('a trade  200.00 (2 %, by riskPerTradePct)')
  expect(stdout).toContain('a day    500.00 (5 %, by dailyLossPct)')
})

test('a file is told as JSON, with comments and a preset in it', async () => {
  const { code, stdout } = await explain(
    '// mine\n{ "preset": "scalp", "limits": { "maxPositions": 1, }, "breakers": [] }',
  )
  expect(code).toBe(0)
  const { limits, breakers, worst } = JSON.parse(stdout)
  expect(limits).toContainEqual(expect.objectContaining({ name: 'maxPositions', value: '1', source: 'risk.json' }))
  expect(breakers).toEqual([])
  expect(worst[0]).toEqual({ over: 'a trade', pct: 0.5, by: 'riskPerTradePct', amount: 50 })
})

test('a small account hears how much it could trade of a symbol, or why it could not', async () => {
  writeCandles()
  const ask = async (...more: readonly string[]) => {
    const flags = ['--preset', 'small-account', '--equity', '100', '--data-file', 'BTCUSDT-5m.csv', ...more]
    return (await runCli(['risk', 'explain', ...flags], { cwd })).stdout.split('A first entry:\n')[1]?.trim()
  }
  // 2 % of 100 is lost at a stop 2 % away from a position of 100; what is free of 100 is 99 and pays the fee.
  expect(await ask()).toMatch(/^BTC\/USDT:USDT: .* worth 9\d\.\d\d, limited by free_margin$/)
  expect(await ask('--min-notional', '100')).toMatch(/^cannot trade BTC\/USDT:USDT with 100 because below_minimum: /)
  expect(await ask('--stop-pct', '0.1')).toMatch(/^cannot trade BTC\/USDT:USDT with 100 because stop_in_noise: /)
})

test('the preset custom is what a file says, and nothing without one', async () => {
  writeFileSync(join(cwd, 'own.json'), '{ "preset": "custom", "limits": { "maxPositions": 2 } }')
  const { stdout } = await runCli(['risk', 'explain', '--preset', 'custom', '--risk-file', 'own.json', '--json'], {
    cwd,
  })
  expect(JSON.parse(stdout).limits).toHaveLength(1)
  const { code, stderr } = await runCli(['risk', 'explain', '--preset', 'custom'], { cwd })
  expect(code).toBe(2)
  expect(stderr).toContain('the preset "custom" has no limits of its own')
})

describe('a mistake is told with the file, the line and a cure', () => {
  test.each([
    [
      '{ "preset": "balanced",\n  "limits": {\n    "maxPosition": 3\n  } }',
      'risk.json line 3: unknown key "maxPosition"',
      'Did you mean "maxPositions"?',
    ],
    [
      '{\n "limits": { "riskPerTradePct": 0.02 } }',
      'risk.json line 2: riskPerTradePct cannot be 0.02',
      'If you mean 2 %, write 2.',
    ],
    ['{\n\n "timeZone": "Europe/Atlantis" }', 'risk.json line 3: "Europe/Atlantis" is not a time zone', 'IANA'],
    [
      '{ "limits": {\n "dailyLossPct": 7,\n "monthlyDrawdownPct": 6 } }',
      'risk.json line 2: dailyLossPct 7 is above monthlyDrawdownPct 6',
      'Lower',
    ],
    ['{ bad', 'risk.json line 1: InvalidSymbol', 'Write JSON'],
    ['', 'risk.json is empty', 'Write JSON'],
  ])('%s', async (text, message, cure) => {
    const { code, stderr } = await explain(text)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr).toContain(cure)
  })
})

describe('a run', () => {
  const backtest = async (...flags: readonly string[]) => {
    writeCandles()
    const run = ['backtest', '-s', 'random', '--param', 'every=4', '--data-file', 'BTCUSDT-5m.csv', '--json', ...flags]
    return runCli(run, { cwd })
  }

  test('keeps to its preset, and flags make it tighter', async () => {
    const { refusals } = JSON.parse((await backtest('--preset', 'small-account')).stdout)
    expect(Object.keys(refusals)).toEqual(expect.arrayContaining(['max_trades_a_day', 'cooldown', 'stop_in_noise']))
    const tighter = JSON.parse((await backtest('--preset', 'small-account', '--min-confidence', '1')).stdout)
    expect(tighter.trades).toBe(0)
    expect(Object.keys(tighter.refusals)).toContain('min_confidence')
  })

  test('is stopped by a breaker of its file, and tells when and why', async () => {
    const breaker = { name: 'day', since: 'day', limitPct: 0.5, state: 'halted_flat', release: 'next_day' }
    writeFileSync(join(cwd, 'tight.json'), JSON.stringify({ limits: { riskPerTradePct: 1 }, breakers: [breaker] }))
    const { states, perExitReason } = JSON.parse((await backtest('--risk-file', 'tight.json')).stdout)
    expect(states[0]).toMatchObject({ from: 'active', to: 'halted_flat', cause: 'day' })
    expect(states[1]).toMatchObject({ from: 'halted_flat', to: 'active', reason: 'a new day has begun' })
    expect(perExitReason.map(({ key }: { key: string }) => key)).toContain('risk_halt')
  })

  test('closes positions on conditions, and refuses one that it cannot read', async () => {
    const { perExitReason } = JSON.parse((await backtest('--invalid-when', 'close < ema(5) on 15m for 2 bars')).stdout)
    expect(perExitReason.map(({ key }: { key: string }) => key)).toContain('invalidation')
    const { code, stderr } = await backtest('--invalid-when', 'adx(14 < 25')
    expect(code).toBe(2)
    expect(stderr).toContain('condition, column 8: "<" cannot stand here')
  })

  test('takes a preset or a file, not both, and no unknown preset', async () => {
    expect((await backtest('--preset', 'balanced', '--risk-file', 'x.json')).stderr).toContain('are given')
    expect((await backtest('--preset', 'balence')).stderr).toContain('Did you mean "balanced"?')
    expect((await backtest('--risk-file', 'nowhere.json')).stderr).toContain('nowhere.json')
  })
})
