import { Decimal } from 'decimal.js'
import { ZERO } from './amount.ts'

/** Units of an asset by which ledger and venue may differ. */
export const TOLERANCE = new Decimal('1e-8')

/** A movement that the venue told of and the ledger has no event for: a transfer, a conversion, interest. */
export interface KnownMovement {
  readonly asset: string
  /** Below 0 when it left the venue. */
  readonly amount: Decimal
  readonly reason: string
}

/** What nobody has explained: the venue has more of an asset (residue above 0) or less of it than the ledger and the movements say. */
export interface Residue {
  readonly asset: string
  readonly ledger: Decimal
  readonly known: Decimal
  readonly venue: Decimal
  readonly residue: Decimal
  /** Larger than 1e-8: somebody has to look at it. */
  readonly isAboveTolerance: boolean
  /** What it most likely is. */
  readonly guess: string
}

type Balances = ReadonlyMap<string, Decimal>

/** A fee is less than this share of what it is taken from. */
const FEE_SHARE = 0.01

/** What the rounding of quantities leaves is below this share of the balance. */
const DUST_SHARE = 1e-5

/** Compares what the ledger says with what the venue says. Every asset in which they differ is named, sorted by its name. */
export function reconcile(
  ledgerBalances: Balances,
  venueBalances: Balances,
  knownMovements: readonly KnownMovement[] = [],
): readonly Residue[] {
  const known = new Map<string, Decimal>()
  for (const { asset, amount } of knownMovements) known.set(asset, (known.get(asset) ?? ZERO).plus(amount))
  const assets = new Set([...ledgerBalances.keys(), ...venueBalances.keys(), ...known.keys()])
  const residues = [...assets].sort().map((asset) => {
    const of = { asset, ledger: amountIn(ledgerBalances, asset), known: amountIn(known, asset) }
    const venue = amountIn(venueBalances, asset)
    return { ...of, venue, residue: venue.minus(of.ledger).minus(of.known) }
  })
  return residues
    .filter(({ residue }) => !residue.isZero())
    .map((one) => ({
      ...one,
      isAboveTolerance: one.residue.abs().gt(TOLERANCE),
      guess: guessOf(one, knownMovements, ledgerBalances.has(one.asset)),
    }))
}

type Difference = Pick<Residue, 'asset' | 'ledger' | 'known' | 'venue' | 'residue'>

/** The first that fits, the most telling first. */
function guessOf(difference: Difference, movements: readonly KnownMovement[], isInLedger: boolean): string {
  const { asset, ledger, known, venue, residue } = difference
  if (residue.abs().lte(TOLERANCE)) return 'rounding'
  const doubled = movements.find((movement) => movement.asset === asset && movement.amount.negated().eq(residue))
  if (doubled !== undefined) return `"${doubled.reason}" is in the ledger already, or has not reached the venue`
  if (!isInLedger) return guessOfStranger(difference)
  const expected = ledger.plus(known)
  if (expected.isNegative() && !venue.isNegative())
    return `fees were paid from ${asset} that was there before the ledger began, or was transferred in`
  if (expected.isZero() && residue.isPositive()) return 'dust that a sale has left, or a transfer in'
  const share = residue.abs().div(Decimal.max(expected.abs(), venue.abs()))
  if (share.lt(DUST_SHARE)) return 'dust'
  if (residue.isPositive()) return 'a transfer in'
  return share.lt(FEE_SHARE) ? `a fee that was taken in ${asset}` : 'a transfer out'
}

function guessOfStranger({ asset, residue }: Difference): string {
  return residue.isNegative()
    ? `a fee or a transfer in ${asset}, of which the ledger has no event`
    : `a transfer in, or ${asset} that was there before the ledger began`
}

function amountIn(balances: Balances, asset: string): Decimal {
  return balances.get(asset) ?? ZERO
}
