import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { strategies } from '../../src/strategies/catalogue.ts'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-compare-'))
  writeFileSync(join(cwd, 'good.csv'), candleText(600))
})
afterAll(() => rmSync(cwd, { recursive: true }))

test('every strategy does the same beside the others as alone', async () => {
  const { code, stdout, stderr } = await runCli(['compare', '--data-file', 'good.csv', '--json'], { cwd })
  expect(code, stderr).toBe(0)
  const { strategies: rows } = JSON.parse(stdout)
  expect(rows.map(({ strategy }: { strategy: string }) => strategy)).toEqual(strategies.map(({ name }) => name))
  for (const { strategy, tradesHash, summary } of rows) {
    const alone = JSON.parse(
      (await runCli(['backtest', '-s', strategy, '--data-file', 'good.csv', '--json'], { cwd })).stdout,
    )
    expect({ strategy, tradesHash, equity: summary.finalEquity }).toEqual({
      strategy,
      tradesHash: alone.tradesHash,
      equity: alone.finalEquity,
    })
  }
})

test('the table has the best first, with the market beside it', async () => {
  const args = ['compare', '-s', 'momentum,random,buy-and-hold', '--data-file', 'good.csv']
  const { code, stdout } = await runCli(args, { cwd })
  expect(code).toBe(0)
  const rows = stdout.split('\n').filter((line) => /^(momentum|random|buy-and-hold) /.test(line))
  const returns = rows.map((row) => Number(row.split(/ +/)[3]))
  expect(returns).toHaveLength(3)
  expect(returns).toEqual(returns.toSorted((a, b) => b - a))
  expect(stdout).toMatch(/the market itself: -?[\d.]+ %, drawdown [\d.]+ %/)
})
