import { parseFlags } from '../src/cli/parse-flags.ts'
import { type RunFlags, runFlags } from '../src/cli/run-flags.ts'
import { setUpRun } from '../src/cli/run-setup.ts'
import type { Trade } from '../src/core/trade.ts'
import { backtest } from '../src/research/backtest.ts'
import type { PresetName } from '../src/risk/presets.ts'

const DAY_MS = 86_400_000
/** Days before the crash from which the account trades. */
export const DAYS_BEFORE = 6

/** Strategies that are in the market on most days, on either side where there is one. */
export const STRATEGIES = 'momentum,mean-reversion,breakout,keltner,grid,dca'

/** What a day did to an account. Percentages are of the equity at its beginning. */
export interface CrashDay {
  readonly closed: number
  /** Trades that were closed on the day, together: above 0 is a loss. */
  readonly realisedPct: number
  /** Furthest that the equity fell in the day, open positions included. */
  readonly worstPct: number
  /** What stops filled worse than at their price, because the market jumped over them. */
  readonly gapPct: number
  /** What the account might do at the end of the day. */
  readonly state: string
}

/** Trades the days before `day` (2021-05-19) and the day itself under a preset. */
export async function crashDay(files: readonly string[], day: string, preset: PresetName): Promise<CrashDay> {
  const from = Date.parse(`${day}T00:00Z`)
  const args = ['-s', STRATEGIES, '--data-file', files.join(','), '--preset', preset, '--timerange', rangeOf(from)]
  const { flags } = parseFlags({ about: '', examples: [], flags: runFlags, run: () => undefined }, args)
  const { curve, trades, states = [] } = backtest(await setUpRun(flags as RunFlags))
  let start = Number.NaN
  let worst = Number.POSITIVE_INFINITY
  for (let i = 0; i < curve.time.length; i++) {
    const at = curve.time.at(i) ?? 0
    if (at <= from) start = curve.equity[i] as number
    else if (at <= from + DAY_MS) worst = Math.min(worst, curve.equity[i] as number)
  }
  const closed = trades.filter(({ exitAt }) => exitAt >= from && exitAt < from + DAY_MS)
  const pctOf = (amount: number) => (100 * amount) / start
  return {
    closed: closed.length,
    realisedPct: pctOf(-sumOf(closed, ({ pnl }) => pnl)),
    worstPct: pctOf(start - worst),
    gapPct: pctOf(sumOf(closed, beyondStop)),
    state: states.findLast(({ at }) => at <= from + DAY_MS)?.to ?? 'active',
  }
}

function rangeOf(from: number): string {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
  return `${dayOf(from - DAYS_BEFORE * DAY_MS)}-${dayOf(from + DAY_MS)}`
}

/** What a trade lost because its stop filled at a worse price. */
function beyondStop({ exitReason, side, stopPrice, exitPrice, quantity }: Trade): number {
  if (exitReason !== 'stop_loss' && exitReason !== 'liquidation') return 0
  return quantity * Math.max(0, side === 'long' ? stopPrice - exitPrice : exitPrice - stopPrice)
}

function sumOf(trades: readonly Trade[], of: (trade: Trade) => number): number {
  return trades.reduce((sum, trade) => sum + of(trade), 0)
}
