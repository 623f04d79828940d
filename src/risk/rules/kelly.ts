import { perTrade } from '../per-trade.ts'
import { type ClosedTrade, lossPerContract, partOf, type RiskRule } from '../risk-rule.ts'

export interface Kelly {
  /** Share of the full Kelly fraction that is used: 0.25. */
  readonly fraction: number
  /** Most that it may risk, in percent of the equity. */
  readonly capPct: number
  /** Trades of the strategy that must be known; with fewer the rule does not care. */
  readonly minTrades: number
}

/**
 * Kelly (1956): risk f = p - (1 - p) / b of the equity, where p is the share of winners among the last trades of the strategy and b what
 * a winner made over what a loser lost, on average. A strategy whose f is not above 0 has no edge to size, and does not enter.
 */
export function kelly({ fraction, capPct, minTrades }: Kelly): RiskRule {
  const edges = perTrade((trades) => edgesOf(trades, minTrades))
  return {
    name: 'kelly',
    largest(entry, { equity, past }) {
      const edge = edges(past).get(entry.strategy)
      if (edge === undefined) return Number.POSITIVE_INFINITY
      const riskPct = Math.min(capPct, 100 * fraction * edge)
      return riskPct > 0 ? Math.max(0, partOf(entry, (equity * riskPct) / 100 / lossPerContract(entry))) : 0
    },
    explain: ({ strategy }, { past }) =>
      `the last trades of the strategy give a Kelly fraction of ${edges(past).get(strategy)?.toFixed(4)}; ${fraction} of it is used, at most ${capPct} % of the equity`,
  }
}

/** The full Kelly fraction of each strategy that has closed enough trades. */
function edgesOf(trades: readonly ClosedTrade[], minTrades: number): Map<number, number> {
  const records = new Map<number, TradeRecord>()
  for (const { strategy, returnPct } of trades) {
    const record = records.get(strategy) ?? { count: 0, wins: 0, won: 0, lost: 0 }
    if (record.count === 0) records.set(strategy, record)
    record.count += 1
    if (returnPct > 0) {
      record.wins += 1
      record.won += returnPct
    } else record.lost -= returnPct
  }
  const edges = new Map<number, number>()
  for (const [strategy, record] of records) if (record.count >= minTrades) edges.set(strategy, edgeOf(record))
  return edges
}

/** What the trades of a strategy came to, in percent of their notional at entry. */
interface TradeRecord {
  count: number
  wins: number
  won: number
  lost: number
}

function edgeOf({ count, wins, won, lost }: TradeRecord): number {
  if (wins === 0) return Number.NEGATIVE_INFINITY
  const share = wins / count
  if (lost === 0) return share
  return share - (1 - share) / (won / wins / (lost / (count - wins)))
}
