import type { AccountView } from '../risk/risk-rule.ts'
import type { Account } from './account.ts'
import type { PlannedEntry } from './entry-plan.ts'
import type { Order } from './order.ts'
import type { OrderRegistry } from './order-registry.ts'

/** What is on its way besides the account. The lists have one place for each market. */
export interface OnTheWay {
  /** The market of the entry that is judged. */
  readonly market: number
  readonly orders: OrderRegistry
  readonly closing: readonly (Order | undefined)[]
  readonly reversals: readonly (PlannedEntry | undefined)[]
}

/**
 * The account as risk sees it for an entry: what is on its way counts as done. Only the position that the entry turns around gives
 * its margin back in time: an entry of another market may come first, and its cash would not be there.
 */
export function accountView(account: Account, marks: Float64Array, way: OnTheWay): AccountView {
  let freeCash = account.cash - way.orders.reservedCash()
  let positionCount = account.open.length
  for (const position of account.open) {
    if (way.closing[position.market]?.isEnded !== false) continue
    positionCount -= 1
    if (position.market !== way.market) continue
    freeCash += Math.max(0, position.margin + position.unrealised(marks[way.market] as number))
  }
  for (const order of way.orders.entries) {
    if (account.position(order.request.market) === undefined) positionCount += 1
  }
  for (const reversal of way.reversals) {
    if (reversal === undefined) continue
    positionCount += 1
    freeCash -= reversal.cash
  }
  account.mark(marks)
  return { equity: account.equity, freeCash, positionCount }
}
