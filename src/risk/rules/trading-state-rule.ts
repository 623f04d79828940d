import type { RiskRule } from '../risk-rule.ts'

/** Nothing is entered unless the account is active. */
export const tradingStateRule: RiskRule = {
  name: 'trading_state',
  largest: (_entry, { past }) => (past.state === 'active' ? Number.POSITIVE_INFINITY : 0),
  explain: (_entry, { past }) => `the account is ${past.state}: ${past.stateReason}`,
}
