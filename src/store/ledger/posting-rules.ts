import type { Decimal } from 'decimal.js'
import { PlimsollError } from '../../core/errors.ts'
import { parseSymbol } from '../../core/instrument.ts'
import { signOf } from '../../core/order.ts'
import type { FundingBooked } from '../../core/session-event.ts'
import { formatTime } from '../../market/format-time.ts'
import { decimalOf, Exact, ratio, toAmount, ZERO } from './amount.ts'
import { holdingsOf, marginOf, tradingOf } from './chart-of-accounts.ts'
import { type HeldPosition, isFlat, isRounding } from './held-position.ts'
import type { LedgerFill } from './ledger-event.ts'

/** `amount` of `asset` goes from one account into another; below 0 it goes the other way. */
export interface Move {
  readonly from: string
  readonly to: string
  readonly asset: string
  readonly amount: Decimal
}

/** What an event does to the books: the moves, and the position after it. */
export interface Booking {
  readonly moves: readonly Move[]
  readonly position: HeldPosition
}

type Market = ReturnType<typeof parseSymbol>

/** The share of a position that its last exit takes. */
const ALL = new Exact(1)

/**
 * A fill that opens or enlarges a position. A perpetual locks notional / leverage as margin. On a spot market quote and base change
 * hands: the quote that was paid stays in `trading` as the cost of the coins until they are sold.
 */
export function bookEntry(held: HeldPosition, fill: LedgerFill): Booking {
  if (!isFlat(held)) refuseOther(held, fill)
  const market = parseSymbol(fill.symbol)
  const { kind, quote } = market
  const { quantity, notional, contractSize } = sizesOf(fill)
  const margin = kind === 'spot' ? ZERO : toAmount(ratio(notional, decimalOf(aboveZero(fill, 'leverage'))))
  const sign = signOf(fill.positionSide)
  const moves =
    kind === 'spot'
      ? [
          { from: 'cash', to: tradingOf(fill.symbol), asset: quote, amount: notional.times(sign) },
          coinsOf(fill, market, quantity.times(contractSize).times(sign)),
        ]
      : [{ from: 'cash', to: marginOf(fill.symbol), asset: quote, amount: margin }]
  const position = {
    side: fill.positionSide,
    quantity: held.side === fill.positionSide ? held.quantity.plus(quantity) : quantity,
    contractSize,
    entered: held.entered.plus(quantity),
    cost: held.cost.plus(notional),
    margin: held.margin.plus(margin),
  }
  return { moves: [...moves, feeOf(fill, market)], position }
}

/**
 * A fill that makes a position smaller, also by force. The same share of its cost and of its margin goes as of its quantity; the
 * value of the fill less that cost is the profit.
 */
export function bookExit(held: HeldPosition, fill: LedgerFill): Booking {
  if (!isFlat(held)) refuseOther(held, fill)
  const market = parseSymbol(fill.symbol)
  const { kind, quote } = market
  const { quantity, notional, contractSize } = sizesOf(fill)
  const left = remainder(held, quantity, fill)
  const share = isRounding(left, held) ? ALL : ratio(quantity, held.quantity)
  const cost = toAmount(held.cost.times(share))
  const margin = toAmount(held.margin.times(share))
  const sign = signOf(fill.positionSide)
  const moves =
    kind === 'spot'
      ? [
          { from: tradingOf(fill.symbol), to: 'cash', asset: quote, amount: cost.times(sign) },
          coinsOf(fill, market, quantity.times(contractSize).times(-sign)),
        ]
      : [{ from: marginOf(fill.symbol), to: 'cash', asset: quote, amount: margin }]
  const profit = { from: 'realised-pnl', to: 'cash', asset: quote, amount: notional.minus(cost).times(sign) }
  const position = { ...held, quantity: left, cost: held.cost.minus(cost), margin: held.margin.minus(margin) }
  return { moves: [...moves, profit, feeOf(fill, market)], position }
}

/** Funding goes into the margin of its position; when that is flat by now, or in another asset, into the cash. */
export function bookFunding(held: HeldPosition, { symbol, amount, asset }: FundingBooked): Booking {
  const paid = toAmount(decimalOf(amount))
  if (isFlat(held) || asset !== parseSymbol(symbol).quote)
    return { moves: [{ from: 'funding', to: 'cash', asset, amount: paid }], position: held }
  return {
    moves: [{ from: 'funding', to: marginOf(symbol), asset, amount: paid }],
    position: { ...held, margin: held.margin.plus(paid) },
  }
}

/** A fee in the base asset of a spot market is taken off the coins, any other off the cash in its asset. */
function feeOf({ fee, feeAsset }: LedgerFill, { kind, base }: Market): Move {
  const from = kind === 'spot' && feeAsset === base ? holdingsOf(base) : 'cash'
  return { from, to: 'fees', asset: feeAsset, amount: toAmount(decimalOf(fee)) }
}

function coinsOf({ symbol }: LedgerFill, { base }: Market, amount: Decimal): Move {
  return { from: tradingOf(symbol), to: holdingsOf(base), asset: base, amount: toAmount(amount) }
}

function sizesOf(fill: LedgerFill): Record<'quantity' | 'notional' | 'contractSize', Decimal> {
  const quantity = decimalOf(aboveZero(fill, 'quantity'))
  const contractSize = decimalOf(aboveZero(fill, 'contractSize'))
  return { quantity, contractSize, notional: toAmount(quantity.times(contractSize).times(decimalOf(fill.price))) }
}

/** What is left of `held` without `quantity`. */
function remainder(held: HeldPosition, quantity: Decimal, fill: LedgerFill): Decimal {
  const left = held.quantity.minus(quantity)
  if (left.gte(0) || isRounding(left, held)) return left
  if (isFlat(held)) throw badFill(fill, 'closes a position that the ledger does not hold')
  throw badFill(fill, `closes more than the ${held.quantity.toFixed()} that the ledger holds`)
}

function refuseOther(held: HeldPosition, fill: LedgerFill): void {
  if (held.side !== fill.positionSide)
    throw badFill(fill, `is for a ${fill.positionSide} position, which is ${held.side}`)
  if (!held.contractSize.eq(fill.contractSize))
    throw badFill(fill, `has contracts of ${fill.contractSize}, its position ${held.contractSize.toFixed()}`)
}

function aboveZero(fill: LedgerFill, field: 'quantity' | 'contractSize' | 'leverage'): number {
  if (fill[field] > 0) return fill[field]
  throw badFill(fill, `has the ${field} ${fill[field]}`)
}

function badFill({ at, symbol, quantity, order }: LedgerFill, what: string): PlimsollError {
  const which = order === null ? 'the liquidation' : `the fill of order ${order}`
  return new PlimsollError(
    'data',
    `${which} at ${formatTime(at)}, ${quantity} ${symbol}, ${what}`,
    'An event of the session is missing or doubled: give the ledger all of them, once, from the first on.',
  )
}
