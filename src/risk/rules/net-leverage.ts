import { signOf } from '../../core/order.ts'
import { type RiskRule, roomFor } from '../risk-rule.ts'

/** Longs less shorts, with what is on its way, are worth at most `most` times the equity, to either side. */
export function netLeverage(most: number): RiskRule {
  return {
    name: 'net_leverage',
    largest: (entry, { equity, netNotional }) => roomFor(entry, equity * most, signOf(entry.side) * netNotional),
    explain: ({ side }, { equity, netNotional }) =>
      `longs less shorts are ${netNotional.toFixed(2)}: a ${side} may bring them to ${most} times equity ${equity.toFixed(2)}`,
  }
}
