import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MarketColumns } from '../src/indicators/market-columns.ts'
import { backtest } from '../src/research/backtest.ts'
import { tradesHash } from '../src/research/trades-hash.ts'
import { isWanted, parseOptions } from './harness/bench-options.ts'
import { type BenchRow, notMeasured, verdictOf } from './harness/bench-row.ts'
import { parseFloorTime } from './harness/floor.ts'
import { digits, formatTable } from './harness/format-table.ts'
import { interleave, ratios } from './harness/interleave.ts'
import { median } from './harness/median.ts'
import { inTurns } from './harness/run-workload.ts'
import { percentileRow } from './rows/latency-row.ts'
import { growthRow } from './rows/live-memory-row.ts'
import { rightRow } from './rows/right-row.ts'
import { slowestRow } from './rows/strategy-rows.ts'
import { withoutThenableCheck } from './rows/sync-row.ts'
import { accountRun, firstTraders } from './workloads/account-run.ts'
import { columnsOf, generateBars } from './workloads/generate.ts'
import { measureTicks, percentiles } from './workloads/live-latency.ts'
import { LiveRun } from './workloads/live-run.ts'
import { plainW2 } from './workloads/plain-w2.ts'
import { withSeries } from './workloads/series-data.ts'
import { prepareUniverse } from './workloads/universe-500.ts'
import { checkW1, computeW1 } from './workloads/w1.ts'
import { crossRun } from './workloads/w2.ts'
import { measureW2 } from './workloads/w2-metrics.ts'

const row: BenchRow = {
  id: 'w2',
  what: 'W2 against the C floor',
  value: 3.5,
  unit: '×',
  spread: [3.25, 3.75],
  goal: { kind: 'atMost', hold: 8, aim: 4 },
  note: 'ours 42.0, C 12.0 ns/bar',
}

test('a row says whether it reaches the aim, holds or fails', () => {
  expect(verdictOf(row)).toBe('aim reached')
  expect(verdictOf({ ...row, value: 8 })).toBe('holds')
  expect(verdictOf({ ...row, value: 8.01 })).toBe('FAILS')
  expect(verdictOf({ ...row, goal: { kind: 'atLeast', hold: 8 } })).toBe('FAILS')
  expect(verdictOf(notMeasured(row, 'no compiler'))).toBe('not measured')
  expect(verdictOf(rightRow('w2', 'trades', [{ name: 'trades', actual: 2890, expected: 2891, tolerance: 0 }]))).toBe(
    'FAILS',
  )
})

test('the table is Markdown with columns that stand under each other', () => {
  expect(formatTable([row, notMeasured({ id: 'w4', what: 'W4' }, 'no compiler')])).toBe(
    [
      '| row | what                   | measured | rounds    | must hold | aim  | verdict      | figures                   |',
      '| --- | ---------------------- | -------- | --------- | --------- | ---- | ------------ | ------------------------- |',
      '| w2  | W2 against the C floor | 3.50×    | 3.25–3.75 | ≤ 8×      | ≤ 4× | aim reached  | ours 42.0, C 12.0 ns/bar  |',
      '| w4  | W4                     | –        |           |           |      | not measured | not measured: no compiler |',
    ].join('\n'),
  )
})

test('three figures of a number count', () => {
  expect([1240.4, 27.34, 1.049, 0.5].map(digits)).toEqual(['1240', '27.3', '1.05', '0.50'])
})

test('contenders take turns, and every second round goes the other way round', () => {
  const order: string[] = []
  const contender = (name: string, perItemMs: number) => ({
    name,
    measure: () => {
      order.push(name)
      return { perItemMs }
    },
  })
  const rounds = interleave(3, [contender('ours', 6), contender('clang', 2), contender('gcc', 3)])
  expect(order.join(' ')).toBe('ours clang gcc gcc clang ours ours clang gcc')
  expect(ratios(rounds, ['ours'], ['clang', 'gcc'])).toEqual([3, 3, 3])
})

test('a workload that ends too early ends those that wait for their turn', () => {
  const [first] = inTurns(['portfolio', 'ledger-of-nothing'])
  expect(() => first?.measure()).toThrow('ledger-of-nothing ended before its last repeat')
})

test('the median of an even number lies between the two in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, Number.NaN])
})

test('flags choose rows by their id or by its beginning', () => {
  const { only, quick, json } = parseOptions(['--only', 'w2,start', '--quick'])
  expect({ only, quick, json }).toEqual({ only: ['w2', 'start'], quick: true, json: false })
  expect(['w2', 'w2-grademark', 'w4', 'start'].map((id) => isWanted(id, only))).toEqual([true, true, false, true])
  expect(() => parseOptions(['--fast'])).toThrow(TypeError)
})

test('the time of the C floor is read from what it prints', () => {
  expect(parseFloorTime('trades 1\nw2: min 1.0 ms  median 12.0 ms  max 13.0 ms  -> 11.99 ns/item (median)\n')).toBe(
    11.99,
  )
  expect(() => parseFloorTime('')).toThrow('printed no time')
})

test('the build without the thenable check lacks the check and nothing else', () => {
  const source = readFileSync(new URL('../src/strategies/check-signal.ts', import.meta.url), 'utf8')
  const without = withoutThenableCheck(source)
  expect(without).toMatch(/^export function refuseThenable\(.*\): void \{\}$/m)
  expect(without).toContain('refuseThenable(speaker, signal)')
  expect(without).not.toContain("'then' in")
  expect(() => withoutThenableCheck('const changed = true')).toThrow('has changed')
})

test('the generator writes the market that the workloads prescribe', () => {
  const sha256 = createHash('sha256')
    .update(columnsOf(generateBars(5000, 1)))
    .digest('hex')
  expect(sha256.slice(0, 16)).toBe('33304dfd9d3e58ad')
})

test('W2 in the engine is W2 as a plain loop does it', () => {
  const bars = generateBars(5000, 1)
  const result = backtest(crossRun([bars], 1))
  const plain = plainW2(bars)
  expect(plain.trades.length).toBe(16)
  expect(result.trades.map(({ side, entryPrice, exitPrice }) => [side, entryPrice, exitPrice])).toEqual(
    plain.trades.map(({ side, entryPrice, exitPrice }) => [
      side,
      expect.closeTo(entryPrice, 9),
      expect.closeTo(exitPrice, 9),
    ]),
  )
  const { trades, final } = measureW2(result)
  expect([trades, final]).toEqual([plain.trades.length, expect.closeTo(plain.final, 6)])
})

test('W1 gives 26 columns that have values up to the end', () => {
  const bars = generateBars(2000, 2)
  const columns = computeW1(new MarketColumns(bars))
  expect(columns.length).toBe(26)
  expect(checkW1(bars, columns)).toBeGreaterThan(0)
})

test('of all strategies the slowest stands for the row, and all of them in its note, slowest first', () => {
  const rounds = new Map([
    ['momentum', [{ perItemMs: 0.00005 }, { perItemMs: 0.00006 }, { perItemMs: 0.00007 }]],
    ['grid', [{ perItemMs: 0.0002 }, { perItemMs: 0.0005 }, { perItemMs: 0.0004 }]],
  ])
  const { what, value, spread, note } = slowestRow(rounds, ['momentum', 'grid'])
  expect(what).toContain('the slowest strategy of 2, grid')
  expect([value, spread]).toEqual([expect.closeTo(400, 9), [expect.closeTo(200, 9), expect.closeTo(500, 9)]])
  expect(note).toBe('grid 400, momentum 60.0')
})

test('a percentile is the smallest time that so many are not above', () => {
  const times = Float64Array.from({ length: 1000 }, (_, k) => (1000 - k) / 1000)
  expect(percentiles(times)).toEqual({
    p50: expect.closeTo(500, 9),
    p90: expect.closeTo(900, 9),
    p99: expect.closeTo(990, 9),
    p999: expect.closeTo(999, 9),
    worst: expect.closeTo(1000, 9),
    mean: expect.closeTo(500.5, 9),
  })
})

test('the row of a percentile is the median of the rounds', () => {
  const checks = [3, 5, 4].map((p50) => ({ p50, p90: 6, p99: 7, p999: 20, worst: 900, mean: 4.5, whole99: 12 }))
  const latency = percentileRow(checks, 'p50', 4)
  expect([latency.value, latency.spread, verdictOf(latency)]).toEqual([4, [3, 5], 'holds'])
  expect(latency.note).toBe(
    'mean 4.50, p90 6.00, p999 20.0, worst 900 µs; p99 of one run with the fills of the simulated venue 12.0 µs',
  )
})

test('memory of a live run grows from the end of its first day to that of its week', () => {
  const growth = growthRow([
    { resident1: 100, resident7: 112, resident14: 133, columns1: 5, columns7: 15, columns14: 30 },
  ])
  expect([growth.value, verdictOf(growth)]).toEqual([expect.closeTo(12, 9), 'FAILS'])
  expect(growth.note).toBe(
    'at the end of days 1, 7, 14: resident 100, 112, 133 MB, columns 5.00, 15.0, 30.0 MB; a day 2.00 MB in the first week, 3.00 MB in the second',
  )
})

test('the ticks of the latency workload compute twelve indicators on seven timeframes', () => {
  expect(measureTicks(withSeries(generateBars(12_500, 1)), 12_400, 100, 2).known).toBe(84)
})

test('a live run of the benches trades what a backtest of the same bars trades', () => {
  const bars = withSeries(generateBars(3000, 1))
  const twelve = firstTraders(12)
  const live = new LiveRun(bars, twelve)
  for (let k = 0; k < bars.length; k++) live.tick()
  live.refuseStopped()
  live.run.finish()
  const { trades } = backtest(accountRun(twelve, bars))
  expect(trades.length).toBeGreaterThan(10)
  expect(tradesHash(live.run.recorder.trades)).toBe(tradesHash(trades))
})

test('in the universe workload every handler sees every symbol, and the last one keeps a fifth', async () => {
  const { run } = await prepareUniverse(undefined, 20)('')
  expect(await run()).toMatchObject({ kept: 4, removers: 'offset' })
})
