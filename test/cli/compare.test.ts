import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { strategies } from '../../src/strategies/catalogue.ts'
import { candleText } from './candle-text.ts'
import { type CliResult, runCli } from './run-cli.ts'

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-compare-'))
  writeFileSync(join(cwd, 'good.csv'), candleText(600))
  writeFileSync(join(cwd, 'other.csv'), candleText(600, 2))
  mkdirSync(join(cwd, 'half'))
  writeFileSync(
    join(cwd, 'half', 'half.ts'),
    own('half', `if (symbol === 'OTHER/USDT:USDT') throw new Error('not here')`),
  )
  writeFileSync(join(cwd, 'half', 'broken.ts'), own('broken', `throw new Error('<b>never</b>')`))
})
afterAll(() => rmSync(cwd, { recursive: true }))

interface Row {
  readonly strategy: string
  readonly summary?: Readonly<Record<string, number | null>>
  readonly tradesHash?: string
  readonly stopped?: string
  readonly leftOut?: string
  readonly stoppedOn?: readonly { readonly symbol: string; readonly reason: string }[]
}

function own(name: string, body: string): string {
  return `export const strategy = { name: '${name}', about: 'x', timeframe: '1h', params: {}, build: ({ symbol }) => () => { ${body} } }\n`
}

const compare = (...args: readonly string[]): Promise<CliResult> =>
  runCli(['compare', '--data-file', 'good.csv', ...args], { cwd })

/** The rows of the JSON that is printed. */
async function rowsOf(...args: readonly string[]): Promise<Row[]> {
  const { code, stdout, stderr } = await compare(...args, '--json')
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout).strategies
}

test('every strategy does the same beside the others as alone', async () => {
  const rows = await rowsOf()
  expect(rows.map(({ strategy }) => strategy).toSorted()).toEqual(strategies.map(({ name }) => name).toSorted())
  for (const { strategy, tradesHash, summary, leftOut } of rows) {
    if (leftOut !== undefined) continue
    const alone = JSON.parse(
      (await runCli(['backtest', '-s', strategy, '--data-file', 'good.csv', '--json'], { cwd })).stdout,
    )
    expect({ strategy, tradesHash, equity: summary?.finalEquity }).toEqual({
      strategy,
      tradesHash: alone.tradesHash,
      equity: alone.finalEquity,
    })
  }
})

test('the table has the best first, with the market beside it', async () => {
  const { code, stdout } = await compare('-s', 'momentum,random,buy-and-hold')
  expect(code).toBe(0)
  const rows = stdout.split('\n').filter((line) => /^(momentum|random|buy-and-hold) /.test(line))
  const returns = rows.map((row) => Number(row.split(/ +/)[3]))
  expect(returns).toHaveLength(3)
  expect(returns).toEqual(returns.toSorted((a, b) => b - a))
  expect(stdout).toMatch(/the market itself: -?[\d.]+ %, drawdown [\d.]+ %/)
})

test('--sort puts the smallest drawdown first, and refuses what is no figure', async () => {
  const rows = await rowsOf('-s', 'momentum,random,buy-and-hold,breakout', '--sort', 'drawdown')
  const drawdowns = rows.map(({ summary }) => summary?.maxDrawdownPct ?? Number.NaN)
  expect(drawdowns).toEqual(drawdowns.toSorted((a, b) => a - b))
  const { code, stderr } = await compare('--sort', 'luck')
  expect(code).toBe(2)
  expect(stderr).toContain('--sort cannot be "luck"')
})

test('a strategy that needs what the market does not have is left out, and refused when it is named', async () => {
  const { code, stdout, stderr } = await compare()
  expect(code).toBe(0)
  expect(stderr).toContain('funding-carry was left out: fundingRate needs the funding rates')
  expect(stdout).not.toMatch(/^funding-carry/m)
  const named = await compare('-s', 'momentum,funding-carry')
  expect(named.code).toBe(1)
  expect(named.stderr).toContain('strategy funding-carry: fundingRate needs the funding rates')
})

test('--fuse adds the fusion of the strategies as one more row, the same as alone', async () => {
  const args = ['-s', 'momentum,breakout', '--fuse', '--param', 'fused.minConfidence=0.1', '--param', 'momentum.fast=8']
  const rows = await rowsOf(...args)
  expect(rows.map(({ strategy }) => strategy).toSorted()).toEqual(['breakout', 'fused', 'momentum'])
  const { stdout } = await runCli(['backtest', '--data-file', 'good.csv', ...args, '--json'], { cwd })
  expect(rows.find(({ strategy }) => strategy === 'fused')?.tradesHash).toBe(JSON.parse(stdout).tradesHash)
  const wrong = await compare('-s', 'momentum,breakout', '--fuse', '--param', 'fused.minConfidence=7')
  expect(wrong.code).toBe(2)
})

test('without names the fusion is of what can run and is no baseline', async () => {
  const fused = async (...args: string[]) =>
    (await rowsOf('--fuse', ...args)).find(({ strategy }) => strategy === 'fused')?.tradesHash
  const rows = await rowsOf()
  const baselines = strategies.filter(({ baseline }) => baseline).map(({ name }) => name)
  const lacking = rows.flatMap(({ strategy, leftOut }) => (leftOut === undefined ? [] : [strategy]))
  const members = strategies.map(({ name }) => name).filter((name) => ![...baselines, ...lacking].includes(name))
  expect(await fused()).toBe(await fused('-s', members.join(',')))
})

test('a strategy that is stopped on one market has a row, one that is stopped on all has a reason', async () => {
  const args = ['--data-file', 'other.csv', '--strategy-path', 'half', '-s', 'half,broken,momentum']
  const rows = await rowsOf(...args)
  const byName = Object.fromEntries(rows.map((row) => [row.strategy, row]))
  expect(byName.half?.summary?.trades).toBe(0)
  expect(byName.half?.stoppedOn).toEqual([{ symbol: 'OTHER/USDT:USDT', reason: expect.stringContaining('not here') }])
  expect(byName.broken?.stopped).toContain('<b>never</b>')
  const { stderr } = await compare(...args, '--report', 'halves')
  expect(stderr).toContain('half was stopped on OTHER/USDT:USDT: ')
  expect(stderr).toContain('broken was stopped: ')
  const page = readFileSync(join(cwd, 'halves', 'report.html'), 'utf8')
  expect(page).toContain('<b>half</b> was stopped on OTHER/USDT:USDT: ')
  expect(page).toContain('&lt;b&gt;never&lt;/b&gt;')
})

test('the page holds every strategy, its table equals the JSON, and the CSV equals both', async () => {
  const { code, stderr } = await compare('--fuse', '--report', 'report', '--csv', 'table.csv', '--sort', 'sharpe')
  expect(code, stderr).toBe(0)
  const read = (name: string) => readFileSync(join(cwd, 'report', name), 'utf8')
  const { strategies: rows, sortedBy, curves } = JSON.parse(read('compare.json'))
  expect(sortedBy).toBe('sharpe')
  const ran = (rows as Row[]).filter(({ summary }) => summary !== undefined)
  const page = read('report.html')
  for (const { name } of strategies) expect(page).toContain(name)
  const shown = tableRows(page)
  expect(shown.map(([strategy]) => strategy)).toEqual(ran.map(({ strategy }) => strategy))
  const expected = ran.map(({ summary = {} }) => figuresOf(summary))
  expect(shown.map((cells) => cells.slice(1, -1).map(Number))).toEqual(
    expected.map((figures) => figures.map((value) => value ?? -1e300)),
  )
  expect(read('compare.csv')).toBe(readFileSync(join(cwd, 'table.csv'), 'utf8'))
  const csv = read('compare.csv')
    .trimEnd()
    .split('\n')
    .slice(1, ran.length + 1)
  expect(csv.map((line) => line.split(',').slice(2, 11))).toEqual(
    expected.map((figures) => figures.map((value) => (value === null ? '' : String(value)))),
  )
  const ends = curves.lines.slice(0, ran.length).map(({ equity }: { equity: number[] }) => equity.at(-1))
  expect(ends).toEqual(ran.map(({ summary }) => summary?.finalEquity))
  expect(readdirSync(join(cwd, 'report', 'charts'))).toHaveLength(6)
})

test('a new report takes the place of an older one, and of nothing else', async () => {
  for (let k = 0; k < 2; k++) {
    const { code, stderr } = await compare('-s', 'momentum', '--report', 'again')
    expect(code, stderr).toBe(0)
  }
  writeFileSync(join(cwd, 'again', 'mine.txt'), 'mine')
  const { code, stderr } = await compare('-s', 'momentum', '--report', 'again')
  expect(code).toBe(2)
  expect(stderr).toContain('again holds "mine.txt"')
  expect(existsSync(join(cwd, 'again', 'mine.txt'))).toBe(true)
})

/** The name and the exact figures of each row of the comparison in the page. */
function tableRows(page: string): string[][] {
  const table = page.match(/<section class="card compared">.*?<\/section>/s)?.[0] ?? ''
  return [...table.matchAll(/<tr data-line.*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<td(.*?)>(.*?)<\/td>/g)].map(
      ([, attributes = '', text = '']) => attributes.match(/data-value="(.*?)"/)?.[1] ?? text,
    ),
  )
}

/** In the order of the columns. */
function figuresOf(summary: Readonly<Record<string, number | null>>): (number | null)[] {
  const { trades, winRatePct, totalReturnPct, maxDrawdownPct, sharpe, profitFactor } = summary
  const costs = (summary.fees ?? 0) + (summary.slippage ?? 0)
  const first = [trades, winRatePct, totalReturnPct, maxDrawdownPct, sharpe, profitFactor]
  return [...first, costs, summary.exposurePct, summary.finalEquity].map((value) => value ?? null)
}
