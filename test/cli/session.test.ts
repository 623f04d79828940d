import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url))
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-session-'))
  writeFileSync(join(folder, 'walk.csv'), candleText(3000))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Starts a command, sends `signal` once `text` has appeared on stderr, and waits for the end. */
function interrupt(
  args: readonly string[],
  text: string,
  signal: NodeJS.Signals,
): Promise<{ code: number | null; stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
      cwd: folder,
    })
    let [stdout, stderr] = ['', '']
    let isSent = false
    child.stdout.on('data', (data) => (stdout += data))
    child.stderr.on('data', (data) => {
      stderr += data
      if (isSent || !stderr.includes(text)) return
      isSent = true
      child.kill(signal)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout }))
  })
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s ends a session in order', (signal) => {
  test('the demo writes its session report and exits with 0', async () => {
    const report = join(folder, `demo-${signal}`)
    const { code, stdout } = await interrupt(['demo', '--report', report], ' fill ', signal)
    expect(code).toBe(0)
    expect(stdout).toContain('final equity')
    for (const file of ['report.html', 'trades.csv', 'result.json']) expect(existsSync(join(report, file))).toBe(true)
  })

  test('with --close-on-exit no position stays open', async () => {
    const trades = join(folder, `trades-${signal}.csv`)
    const flags = ['--data-file', join(folder, 'walk.csv'), '--speed', '1000', '--close-on-exit', '--trades', trades]
    const random = ['-s', 'random', '--param', 'every=2', '-i', '5m']
    const { code } = await interrupt(['paper', ...random, ...flags], ' fill ', signal)
    expect(code).toBe(0)
    expect(readFileSync(trades, 'utf8')).toContain('force_exit')
  })
})

test('a session that keeps few bars has the figures of the backtest, and a report that says what is missing', async () => {
  const file = join(folder, 'long.csv')
  writeFileSync(file, candleText(9000, 3))
  const report = join(folder, 'windowed')
  const flags = ['-s', 'momentum,trend-following', '--data-file', file, '--json']
  const tested = JSON.parse((await runCli(['backtest', ...flags])).stdout)
  const window = ['--speed', 'max', '--window-bars', '2048', '--report', report]
  const paper = JSON.parse((await runCli(['paper', ...flags, ...window])).stdout)
  const { seconds: _tested, ...expected } = tested
  const { seconds: _paper, session: _session, end, ...figures } = paper
  expect(end).toBe('end_of_data')
  expect(figures).toEqual(expected)
  expect(readFileSync(join(report, 'report.html'), 'utf8')).toContain('the session kept the newest only')
  const refused = await runCli(['paper', ...flags, '--window-bars', '100'])
  expect(refused.code).toBe(2)
})

test('paper at full speed and the backtest print the same hash, and the trades sum up to the gain', async () => {
  const flags = [
    '-s',
    'momentum',
    '--data-file',
    join(folder, 'walk.csv'),
    '--json',
    '--trades',
    join(folder, 'sum.csv'),
  ]
  const tested = JSON.parse((await runCli(['backtest', ...flags])).stdout)
  const paper = JSON.parse((await runCli(['paper', ...flags, '--speed', 'max'])).stdout)
  expect(tested.trades).toBeGreaterThan(10)
  expect(paper.tradesHash).toBe(tested.tradesHash)
  const [header = '', ...rows] = readFileSync(join(folder, 'sum.csv'), 'utf8').trim().split('\n')
  const column = header.trim().split(',').indexOf('pnl')
  const sum = rows.reduce((total, row) => total + Number(row.split(',')[column]), 0)
  expect(sum).toBeCloseTo(tested.finalEquity - 10_000, 8)
})
