import { lastTrades } from '../per-trade.ts'
import type { AccountView, ProposedEntry, RiskRule } from '../risk-rule.ts'

/** After a position of a symbol was closed, that symbol is left alone for `restMs` milliseconds: freqtrade's CooldownPeriod. */
export function cooldown(restMs: number): RiskRule {
  return {
    name: 'cooldown',
    largest: (entry, account) => (sinceExitMs(entry, account) >= restMs ? Number.POSITIVE_INFINITY : 0),
    explain: (entry, account) =>
      `${entry.instrument.symbol} was closed ${(sinceExitMs(entry, account) / 60_000).toFixed(1)} minutes ago, it rests for ${restMs / 60_000}`,
  }
}

function sinceExitMs({ at, market }: ProposedEntry, { past }: AccountView): number {
  return at - (lastTrades(past).get(market)?.exitAt ?? Number.NEGATIVE_INFINITY)
}
