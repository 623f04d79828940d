import type { Filled } from '../core/filled.ts'
import type { Instrument } from '../core/instrument.ts'
import type { AccountView } from '../risk/risk-rule.ts'
import type { Account } from './account.ts'
import type { PlannedEntry } from './entry-plan.ts'
import type { Order } from './order.ts'
import type { OrderRegistry } from './order-registry.ts'

/** What is on its way besides the account. The lists have one place for each market. */
export interface OnTheWay {
  /** The market and the strategy of the entry that is judged. */
  readonly market: number
  readonly strategy: number
  readonly orders: OrderRegistry
  readonly closing: readonly (Order | undefined)[]
  readonly reversals: readonly (PlannedEntry | undefined)[]
  readonly instruments: readonly Instrument[]
}

/**
 * Fills `view` with the account as risk sees it for an entry: what is on its way counts as done. Only the position that the entry turns around gives
 * its margin and its place back in time: an entry of another market may come first, and its cash would not be there.
 */
export function lookAt(account: Account, marks: Float64Array, way: OnTheWay, view: Filled<AccountView>): void {
  const { market, strategy, orders, closing, reversals } = way
  let freeCash = account.cash - orders.reservedCash()
  let positionCount = account.open.length
  let grossNotional = 0
  let strategyNotional = 0
  for (const position of account.open) {
    const isClosing = closing[position.market]?.isEnded === false
    if (isClosing) positionCount -= 1
    if (isClosing && position.market === market) {
      freeCash += Math.max(0, position.margin + position.unrealised(marks[market] as number))
      continue
    }
    const notional = position.quantity * contractValue(way, marks, position.market)
    grossNotional += notional
    if (position.plan.strategy === strategy) strategyNotional += notional
  }
  for (const { request, filledQuantity } of orders.entries) {
    if (account.position(request.market) === undefined) positionCount += 1
    if (request.purpose.type !== 'entry') continue
    const notional = (request.quantity - filledQuantity) * contractValue(way, marks, request.market)
    grossNotional += notional
    if (request.purpose.plan.strategy === strategy) strategyNotional += notional
  }
  for (const reversal of reversals) {
    if (reversal === undefined) continue
    positionCount += 1
    freeCash -= reversal.cash
    const notional = reversal.quantity * contractValue(way, marks, reversal.market)
    grossNotional += notional
    if (reversal.plan.strategy === strategy) strategyNotional += notional
  }
  account.mark(marks)
  view.equity = account.equity
  view.freeCash = freeCash
  view.positionCount = positionCount
  view.grossNotional = grossNotional
  view.strategyNotional = strategyNotional
}

/** Value of one contract of `market`, in quote units. */
function contractValue({ instruments }: OnTheWay, marks: Float64Array, market: number): number {
  return (instruments[market] as Instrument).contractSize * (marks[market] as number)
}
