import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

let cwd = ''
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-why-'))
  const rows = Array.from({ length: 900 }, (_, k) => {
    const price = 100 + 10 * Math.sin(k / 9) + (k % 7)
    return [Date.UTC(2024, 0, 1) + k * 300_000, price, price + 1, price - 1, price + 0.5, 100].join(',')
  })
  writeFileSync(join(cwd, 'BTCUSDT-5m.csv'), `timestamp,open,high,low,close,volume\n${rows.join('\n')}\n`)
  writeFileSync(
    join(cwd, 'risk.json'),
    '{ "limits": { "riskPerTradePct": 1, "cooldownMinutes": 60, "maxTradesADay": 9 } }',
  )
  const run = '-s mean-reversion,breakout --risk-file risk.json --data-file BTCUSDT-5m.csv --report report'
  const { stdout, stderr } = await runCli(['backtest', ...run.split(' '), '--json'], { cwd })
  expect(stderr).toContain('report written')
  writeFileSync(join(cwd, 'run.json'), stdout)
})
afterAll(() => rmSync(cwd, { recursive: true }))

const why = (...words: string[]) => runCli(['why', ...words], { cwd })

test('tells the stages and who refused what, from a report, its file, or what was printed', async () => {
  const { code, stdout } = await why('report')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^entries +so far +refused here\nsignals +\d+ +0\ngraded/)
  expect(stdout).toMatch(
    /allowed +cooldown +BTC\/USDT:USDT +breakout +\d+ +2024-01-0\d \d\d:\d\d +BTC\/USDT:USDT was closed/,
  )
  expect((await why('report/result.json')).stdout).toBe(stdout)
  expect((await why('run.json')).stdout).toBe(stdout)
})

test('the counts sum', async () => {
  const { stages, missing, refusals } = JSON.parse((await why('report', '--json')).stdout)
  expect(missing).toBe(0)
  const counts = stages.map(({ count }: { count: number }) => count)
  const refused = refusals.filter(({ stage }: { stage: string }) => stage !== 'left' && stage !== 'order')
  const sum = refused.reduce((total: number, { count }: { count: number }) => total + count, 0)
  expect(counts[0] - sum).toBe(counts.at(-1))
  expect(counts.at(-1)).toBeGreaterThan(1)
  const { trades } = JSON.parse(readFileSync(join(cwd, 'run.json'), 'utf8'))
  expect(counts.at(-1)).toBe(trades)
})

test('one strategy or symbol alone', async () => {
  const { stdout } = await why('report', '-s', 'breakout')
  expect(stdout).toContain(' breakout ')
  expect(stdout).not.toContain(' mean-reversion ')
  const { stdout: other } = await why('report', '-p', 'BTC/USDT')
  expect(other).not.toContain('cooldown')
  expect(other).toMatch(/Nothing of that was refused. There are refusals of BTC\/USDT:USDT by /)
})

test.each([
  ['nothing.json', '', 'cannot read nothing.json'],
  ['text.json', 'hello', 'text.json is no JSON'],
  ['other.json', '{ "a": 1 }', 'other.json does not tell what became of signals: funnel'],
  [
    'odd.json',
    '{ "funnel": { "entrySignals": -1 } }',
    'odd.json does not tell what became of signals: funnel.entrySignals',
  ],
])('a file that is none is refused: %s', async (name, text, message) => {
  if (text !== '') writeFileSync(join(cwd, name), text)
  const { code, stderr } = await why(name)
  expect(code).not.toBe(0)
  expect(stderr).toContain(message)
})
