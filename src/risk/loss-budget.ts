import { type AccountView, lossPerContract, type RiskRule } from './risk-rule.ts'

export interface LossBudget {
  /** Most that may be lost, in percent of where it is measured from. */
  readonly maxPct: number
  /** What a round trip costs on top of the loss at the stop, as a ratio of the price. */
  readonly roundTripRate: number
}

/**
 * An entry must fit into what is left of a loss that is allowed since `start`: less what is lost already, less what open positions lose
 * at their stops with the cost of leaving. So the stops of all positions together cannot lose more than the limit, but for gaps.
 */
export function lossBudget(
  name: string,
  start: { readonly words: string; readonly of: (account: AccountView) => number },
  { maxPct, roundTripRate }: LossBudget,
): RiskRule {
  const committed = ({ atRisk, grossNotional }: AccountView) => atRisk + (grossNotional * roundTripRate) / 2
  const left = (account: AccountView) => {
    const from = start.of(account)
    return (from * maxPct) / 100 - (from - account.equity) - committed(account)
  }
  return {
    name,
    reads: 'levels',
    largest(entry, account) {
      const costs = entry.instrument.contractSize * entry.price * roundTripRate
      return Math.max(0, left(account)) / (lossPerContract(entry) + costs)
    },
    explain: (_entry, account) =>
      `${start.words} ${start.of(account).toFixed(2)}, equity is ${account.equity.toFixed(2)} and open positions may lose ${committed(account).toFixed(2)}: ${left(account).toFixed(2)} is left of ${maxPct} %`,
  }
}
