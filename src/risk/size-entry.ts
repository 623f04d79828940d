import { type AccountView, contractNotional, type ProposedEntry, type RiskRule } from './risk-rule.ts'

/** Why an entry came to nothing. `rule` is the name that is counted, `reason` the sentence with the values. */
export interface Refusal {
  readonly rule: string
  readonly reason: string
}

/** The refusal of an entry that every rule allows something of, but less than can be traded. */
export const BELOW_MINIMUM = 'below_minimum'

export type SizedEntry = { readonly quantity: number; readonly limitedBy: string } | Refusal

/** The quantity, on the lot grid, that the tightest rule allows, or the refusal of that rule. */
export function sizeEntry(entry: ProposedEntry, rules: readonly RiskRule[], account: AccountView): SizedEntry {
  const flaw = flawOf(entry)
  if (flaw !== undefined) return flaw
  let quantity = Number.POSITIVE_INFINITY
  let tightest: RiskRule | undefined
  for (const rule of rules) {
    const largest = rule.largest(entry, account)
    if (largest < quantity || Number.isNaN(largest)) {
      quantity = largest
      tightest = rule
      if (!(largest > 0)) break
    }
  }
  if (tightest === undefined) return { rule: 'no_sizing', reason: 'no risk rule gives a size' }
  if (!(quantity > 0)) return { rule: tightest.name, reason: tightest.explain(entry, account) }
  const lots = entry.instrument.lot.floor(quantity)
  return belowMinimum(entry, lots, tightest, account) ?? { quantity: lots, limitedBy: tightest.name }
}

/** What is wrong with the entry itself, whatever the account; undefined when it is sound. */
export function flawOf(entry: ProposedEntry): Refusal | undefined {
  const { side, price, stopPrice, targetPrices, maxHoldMs, confidence } = entry
  const isProtective =
    side === 'long' ? stopPrice < price && stopPrice > 0 : stopPrice > price && stopPrice < Number.POSITIVE_INFINITY
  if (!isProtective) {
    const place = side === 'long' ? 'between 0 and the price' : 'above the price'
    return { rule: 'invalid_stop', reason: `the stop of a ${side} at ${price} must be ${place}, not ${stopPrice}` }
  }
  for (let k = 0; k < targetPrices.length; k++) {
    const targetPrice = targetPrices[k] as number
    if (isProfitable(side, k === 0 ? price : (targetPrices[k - 1] as number), targetPrice)) continue
    const nearest = k === 0 ? 'the price' : `the target before it`
    const place = side === 'long' ? `above ${nearest}` : `between 0 and ${nearest}`
    return {
      rule: 'invalid_target',
      reason: `the target of a ${side} at ${price} must be ${place}, not ${targetPrice}`,
    }
  }
  if (!(maxHoldMs > 0)) {
    return { rule: 'invalid_hold', reason: `the longest time to hold must be above 0, not ${maxHoldMs}` }
  }
  if (!(confidence >= 0 && confidence <= 1)) {
    return { rule: 'invalid_confidence', reason: `confidence must be from 0 to 1, not ${confidence}` }
  }
  return undefined
}

function isProfitable(side: ProposedEntry['side'], price: number, targetPrice: number): boolean {
  if (side === 'short') return targetPrice < price && targetPrice > 0
  return targetPrice > price && targetPrice < Number.POSITIVE_INFINITY
}

function belowMinimum(
  entry: ProposedEntry,
  quantity: number,
  tightest: RiskRule,
  account: AccountView,
): Refusal | undefined {
  const { symbol, quote, minNotional, lot } = entry.instrument
  const notional = quantity * contractNotional(entry)
  if (quantity > 0 && notional >= minNotional) return undefined
  const smallest = Math.max(minNotional, lot.step * contractNotional(entry))
  return {
    rule: BELOW_MINIMUM,
    reason: `${symbol} trades from ${smallest} ${quote} on, ${tightest.name} allows ${notional.toFixed(2)}: ${tightest.explain(entry, account)}`,
  }
}
