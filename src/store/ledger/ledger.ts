import type { Decimal } from 'decimal.js'
import { PlimsollError } from '../../core/errors.ts'
import { formatAmount, fromUnits, parseUnits } from './amount.ts'
import { accountKind, isAtVenue } from './chart-of-accounts.ts'
import type { LedgerPosting } from './ledger-posting.ts'

/** What an account holds of one asset. */
export interface LedgerBalance {
  readonly account: string
  readonly asset: string
  readonly amount: Decimal
}

/** Units of 1e-30 of an asset. */
interface Units {
  readonly asset: string
  readonly units: bigint
}

/**
 * The balances of all accounts, exact. Transactions are added whole or not at all, and only those that sum to zero in each asset: so
 * all balances of an asset are zero together, always.
 */
export class Ledger {
  readonly #accounts = new Map<string, Map<string, bigint>>()

  /**
   * Adds the postings of one transaction.
   * @throws PlimsollError `data` when they do not sum to zero; nothing is added then
   */
  add(postings: readonly LedgerPosting[]): void {
    const lines = postings.map(({ account, asset, amount }) => ({ account, asset, units: parseUnits(amount) }))
    refuseImbalance(lines, postings[0]?.reference ?? '')
    for (const { account } of lines) if (!this.#accounts.has(account)) accountKind(account)
    for (const { account, asset, units } of lines) {
      let balances = this.#accounts.get(account)
      if (balances === undefined) this.#accounts.set(account, (balances = new Map()))
      balances.set(asset, (balances.get(asset) ?? 0n) + units)
    }
  }

  balance(account: string, asset: string): Decimal {
    return fromUnits(this.#accounts.get(account)?.get(asset) ?? 0n)
  }

  /** Every balance but those of zero, sorted by account and asset. Those of one asset sum to zero. */
  trialBalance(): readonly LedgerBalance[] {
    const balances = [...this.#all()].filter(({ units }) => units !== 0n)
    return balances
      .sort((a, b) => compare(a.account, b.account) || compare(a.asset, b.asset))
      .map(({ account, asset, units }) => ({ account, asset, amount: fromUnits(units) }))
  }

  /** All accounts together, by asset: zero for each asset that was ever posted. */
  sums(): ReadonlyMap<string, Decimal> {
    return amountsOf(sumsOf(this.#all()))
  }

  /** What the venue holds of each asset, as far as the ledger knows: cash, margin and coins. */
  venueBalances(): ReadonlyMap<string, Decimal> {
    return amountsOf(sumsOf([...this.#all()].filter(({ account }) => isAtVenue(account))))
  }

  *#all(): Iterable<Units & { readonly account: string }> {
    for (const [account, balances] of this.#accounts) {
      for (const [asset, units] of balances) yield { account, asset, units }
    }
  }
}

function refuseImbalance(lines: readonly Units[], reference: string): void {
  for (const [asset, sum] of sumsOf(lines)) {
    if (sum === 0n) continue
    throw new PlimsollError(
      'data',
      `transaction "${reference}" does not balance: ${formatAmount(fromUnits(sum))} ${asset} is left over`,
      'A posting of it is missing or was changed: make the ledger anew from the journal of the session.',
    )
  }
}

function sumsOf(lines: Iterable<Units>): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { asset, units } of lines) sums.set(asset, (sums.get(asset) ?? 0n) + units)
  return sums
}

function amountsOf(sums: ReadonlyMap<string, bigint>): ReadonlyMap<string, Decimal> {
  return new Map(Array.from(sums, ([asset, units]) => [asset, fromUnits(units)]))
}

/** By code unit, the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
