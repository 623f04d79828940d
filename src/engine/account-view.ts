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
 * The account as risk sees it for an entry: what is on its way counts as done. Only the position that the entry turns around gives
 * its margin and its place back in time: an entry of another market may come first, and its cash would not be there.
 */
export function accountView(account: Account, marks: Float64Array, way: OnTheWay): AccountView {
  const { market, strategy, orders, closing, reversals, instruments } = way
  let freeCash = account.cash - orders.reservedCash()
  let positionCount = account.open.length
  let grossNotional = 0
  let strategyNotional = 0
  const hold = (owner: number, of: number, quantity: number): void => {
    const notional = quantity * (instruments[of] as Instrument).contractSize * (marks[of] as number)
    grossNotional += notional
    if (owner === strategy) strategyNotional += notional
  }
  for (const position of account.open) {
    const isClosing = closing[position.market]?.isEnded === false
    if (isClosing) positionCount -= 1
    if (isClosing && position.market === market) {
      freeCash += Math.max(0, position.margin + position.unrealised(marks[market] as number))
    } else {
      hold(position.plan.strategy, position.market, position.quantity)
    }
  }
  for (const { request, filledQuantity } of orders.entries) {
    if (account.position(request.market) === undefined) positionCount += 1
    if (request.purpose.type !== 'entry') continue
    hold(request.purpose.plan.strategy, request.market, request.quantity - filledQuantity)
  }
  for (const reversal of reversals) {
    if (reversal === undefined) continue
    positionCount += 1
    freeCash -= reversal.cash
    hold(reversal.plan.strategy, reversal.market, reversal.quantity)
  }
  account.mark(marks)
  return { equity: account.equity, freeCash, positionCount, grossNotional, strategyNotional }
}
