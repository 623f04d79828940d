import type { ExitReason } from '../../core/exit-reason.ts'
import { parseSymbol } from '../../core/instrument.ts'
import { type PositionSide, signOf } from '../../core/order.ts'
import { AccountBooks } from '../../risk/account-books.ts'
import type { MarketReturns } from '../../risk/market-returns.ts'
import type { AccountPast, AccountView } from '../../risk/risk-rule.ts'

/** An account as a person knows it, in quote units. */
export interface KnownAccount {
  readonly equity: number
  readonly freeCash: number
  readonly dayStartEquity: number
  readonly monthStartEquity: number
  readonly peakEquity: number
  readonly entriesToday: number
  /** At most one of each symbol. */
  readonly positions: readonly KnownPosition[]
  /** The oldest first. */
  readonly trades: readonly KnownTrade[]
}

/** A position that is open; one contract is one unit of the base. */
export interface KnownPosition {
  readonly symbol: string
  readonly side: PositionSide
  readonly quantity: number
  readonly entryPrice: number
  /** Price of the market now. */
  readonly price: number
  readonly stopPrice: number
  readonly leverage: number
}

/** A trade that was closed. */
export interface KnownTrade {
  readonly symbol: string
  readonly side: PositionSide
  readonly exitAt: number
  readonly returnPct: number
  readonly exitReason: ExitReason
}

/** An account that holds nothing and has never traded. */
export function emptyAccount(equity: number): KnownAccount {
  const levels = { dayStartEquity: equity, monthStartEquity: equity, peakEquity: equity }
  return { equity, freeCash: equity, ...levels, entriesToday: 0, positions: [], trades: [] }
}

/** The money that a position binds. */
export function marginOf({ quantity, entryPrice, leverage }: Omit<KnownPosition, 'price'>): number {
  return (quantity * entryPrice) / leverage
}

/** What risk remembers of the account. The places of `symbols` are the markets. */
export function booksOf(account: KnownAccount, symbols: readonly string[]): AccountBooks {
  const books = new AccountBooks(account.equity)
  books.dayStartEquity = account.dayStartEquity
  books.monthStartEquity = account.monthStartEquity
  books.peakEquity = account.peakEquity
  books.entriesToday = account.entriesToday
  for (const { symbol, ...trade } of account.trades)
    books.onTrade({ market: symbols.indexOf(symbol), strategy: 0, ...trade })
  return books
}

/** For which entry an account is looked at. */
export interface Outlook {
  /** The places of the symbols are the markets; the first `marketCount` are those in which something can be held. */
  readonly symbols: readonly string[]
  readonly marketCount: number
  readonly market: number
  readonly side: PositionSide
  readonly past: AccountPast
  readonly returns?: MarketReturns | undefined
}

/** The account as risk sees it for an entry when no order is on its way. A position that the entry turns around counts as closed. */
export function viewOf(
  account: KnownAccount,
  { symbols, marketCount, market, side, past, returns }: Outlook,
): AccountView {
  const asked = symbols[market] as string
  const { base } = parseSymbol(asked)
  const open = account.positions.filter((position) => position.symbol !== asked || position.side === side)
  const sum = (of: (position: KnownPosition) => number) => open.reduce((total, position) => total + of(position), 0)
  const inAsked = (position: KnownPosition) => (position.symbol === asked ? notionalOf(position) : 0)
  const inBase = (position: KnownPosition) => (parseSymbol(position.symbol).base === base ? notionalOf(position) : 0)
  const notionals = new Float64Array(marketCount)
  for (const position of open) notionals[symbols.indexOf(position.symbol)] = signedNotionalOf(position)
  return {
    equity: account.equity,
    freeCash: account.positions.reduce(
      (cash, position) => (open.includes(position) ? cash : cash + givenBack(position)),
      account.freeCash,
    ),
    positionCount: open.length,
    closingCount: 0,
    grossNotional: sum(notionalOf),
    strategyNotional: sum(notionalOf),
    symbolNotional: sum(inAsked),
    baseNotional: sum(inBase),
    netNotional: sum(signedNotionalOf),
    atRisk: sum(atRiskOf),
    notionals,
    returns,
    past,
  }
}

function notionalOf({ quantity, price }: KnownPosition): number {
  return quantity * price
}

function signedNotionalOf(position: KnownPosition): number {
  return signOf(position.side) * notionalOf(position)
}

/** What is lost from the price on when the stop is hit. */
function atRiskOf({ side, quantity, price, stopPrice }: KnownPosition): number {
  return quantity * Math.max(0, signOf(side) * (price - stopPrice))
}

/** What closing the position gives back: its margin with the profit, no less than nothing. */
function givenBack(position: KnownPosition): number {
  const { side, quantity, price, entryPrice } = position
  return Math.max(0, marginOf(position) + signOf(side) * quantity * (price - entryPrice))
}
