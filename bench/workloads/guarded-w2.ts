import { join } from 'node:path'
import type { ExitRules } from '../../src/exits/exit-rules.ts'
import * as indicators from '../../src/indicators/catalogue.ts'
import type { Bars } from '../../src/market/bars.ts'
import { ColumnMemory } from '../../src/market/column-memory.ts'
import { backtest } from '../../src/research/backtest.ts'
import type { Breaker } from '../../src/risk/breakers.ts'
import { type LimitValues, rulesOfLimits } from '../../src/risk/limits.ts'
import { conditionBook } from '../../src/simulation/condition-book.ts'
import type { RunOptions } from '../../src/simulation/simulated-run.ts'
import { stopLines } from '../../src/simulation/stop-lines.ts'
import { readColumns } from './bench-data.ts'
import { PLAIN_LIMITS } from './every-limit.ts'
import { crossRun } from './w2.ts'
import { measureW2 } from './w2-metrics.ts'
import type { Workload } from './workload.ts'

const ROUND_TRIP = 0.0022

const { kelly: _kelly, cooldownMinutes: _cooldown, ...LASTING } = PLAIN_LIMITS

/** Every limit under which the strategy goes on trading: it loses and turns around, which Kelly and a cooldown refuse. */
const LIMITS: LimitValues = {
  ...LASTING,
  maxTradesADay: 100_000,
  dailyLossPct: 90,
  monthlyDrawdownPct: 95,
  maxDrawdownPct: 100,
}

const RETURN_LIMITS: LimitValues = {
  correlated: { maxPct: 1000, threshold: 0.6 },
  cluster: { most: 10, threshold: 0.6 },
  valueAtRisk: { maxPct: 90, confidence: 0.95 },
  shortfall: { maxPct: 90, confidence: 0.95 },
  riskParityPct: 1000,
}

const BREAKERS: readonly Breaker[] = [
  { name: 'daily_loss', since: 'day', limitPct: 50, state: 'close_only', release: 'next_day' },
  { name: 'monthly_drawdown', since: 'month', limitPct: 60, state: 'close_only', release: 'next_month' },
  { name: 'drawdown', since: 'peak', limitPct: 70, state: 'close_only', release: 'on_recovery', releasePct: 50 },
  { name: 'drawdown_halt', since: 'peak', limitPct: 80, state: 'halted_flat', release: 'manual' },
]

/** Every way of leaving with profit. */
export const EXIT_RULES: ExitRules = {
  basis: 'price',
  costRate: ROUND_TRIP,
  ladder: [
    { fromPct: 8, keepPct: 3 },
    { fromPct: 15, keepPct: 8 },
    { fromPct: 25, keepPct: 15 },
  ],
  breakEven: { atPct: 2, atR: 1 },
  trailing: { pct: 3, fromPct: 1, stepPct: 0.25 },
  pullback: { givePct: 30, armAtPct: 5 },
  roi: [
    { afterMs: 0, enoughPct: 10 },
    { afterMs: 24 * 3_600_000, enoughPct: 4 },
  ],
}

const STOP_LINES: NonNullable<RunOptions['stopLines']> = (columns) =>
  columns.map((market) => stopLines({ atr: { times: 20, period: 14 }, chandelier: { times: 20, period: 22 } }, market))

const CONDITIONS: NonNullable<RunOptions['conditions']> = (columns) =>
  conditionBook(['adx(14) < 5 and close < ema(50) for 2 bars'], indicators, columns)

/** Parts of what can guard a run; all of them when none is named. */
const PARTS: Readonly<Record<string, (run: RunOptions) => RunOptions>> = {
  rules: (run) => ({ ...run, rules: [...run.rules, ...rulesOfLimits(LIMITS, ROUND_TRIP)] }),
  returns: (run) => ({ ...run, rules: [...run.rules, ...rulesOfLimits(RETURN_LIMITS, ROUND_TRIP)] }),
  breakers: (run) => ({ ...run, breakers: BREAKERS }),
  exits: (run) => ({ ...run, exitRules: EXIT_RULES, maxHoldMs: 36 * 3_600_000 }),
  lines: (run) => ({ ...run, stopLines: STOP_LINES }),
  conditions: (run) => ({ ...run, conditions: CONDITIONS }),
}

/** W2 with every rule, every breaker and the richest plan of exits, or with a part of them. */
export function prepareGuarded(which: string): (data: string) => Workload {
  const parts = which === '' ? Object.values(PARTS) : which.split('+').map((name) => partNamed(name))
  return (data) => {
    const bars = readColumns(join(data, 'one_1m.f64'))
    const memory = new ColumnMemory()
    return { items: bars.length, warmups: 12, repeats: 7, run: () => runGuarded(bars, memory, parts) }
  }
}

function partNamed(name: string): (run: RunOptions) => RunOptions {
  const part = PARTS[name]
  if (part === undefined) throw new Error(`there is no part "${name}" of ${Object.keys(PARTS).join(', ')}`)
  return part
}

function runGuarded(bars: Bars, memory: ColumnMemory, parts: readonly ((run: RunOptions) => RunOptions)[]) {
  const run = parts.reduce((options, part) => part(options), crossRun([bars], 1))
  const result = backtest({ ...run, memory })
  const reasons: Record<string, number> = {}
  for (const { exitReason } of result.trades) reasons[exitReason] = (reasons[exitReason] ?? 0) + 1
  // W2 counts its metrics too.
  const { trades } = measureW2(result)
  const check = { trades, ...reasons, ...result.refusals }
  result.release?.()
  return check
}
