import type { Filled } from '../core/filled.ts'
import type { Instrument } from '../core/instrument.ts'
import { type EntryPlan, type PositionSide, signOf } from '../core/order.ts'
import { stopPriceOf } from '../exits/levels.ts'
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
  const { market, orders, closing, reversals } = way
  let freeCash = account.cash - orders.reservedCash()
  let positionCount = account.open.length
  clearSums(view)
  for (const position of account.open) {
    const isClosing = closing[position.market]?.isEnded === false
    if (isClosing) positionCount -= 1
    if (isClosing && position.market === market) {
      freeCash += Math.max(0, position.margin + position.unrealised(marks[market] as number))
      continue
    }
    addExposure(view, way, marks, position.market, position, position.quantity, position.stopPrice)
  }
  for (const { request, filledQuantity } of orders.entries) {
    if (account.position(request.market) === undefined) positionCount += 1
    if (request.purpose.type !== 'entry') continue
    const { plan } = request.purpose
    const side = request.side === 'buy' ? 'long' : 'short'
    const stopPrice = stopPriceOf(plan, side, marks[request.market] as number)
    addExposure(view, way, marks, request.market, { side, plan }, request.quantity - filledQuantity, stopPrice)
  }
  for (const reversal of reversals) {
    if (reversal === undefined) continue
    positionCount += 1
    freeCash -= reversal.cash
    const stopPrice = stopPriceOf(reversal.plan, reversal.side, marks[reversal.market] as number)
    addExposure(view, way, marks, reversal.market, reversal, reversal.quantity, stopPrice)
  }
  account.mark(marks)
  view.equity = account.equity
  view.freeCash = freeCash
  view.positionCount = positionCount
}

function clearSums(view: Filled<AccountView>): void {
  view.grossNotional = 0
  view.netNotional = 0
  view.strategyNotional = 0
  view.symbolNotional = 0
  view.baseNotional = 0
  view.atRisk = 0
  view.notionals.fill(0)
}

/** Adds what is held, or on its way, in `market` to the sums. */
function addExposure(
  view: Filled<AccountView>,
  { instruments, market: asked, strategy }: OnTheWay,
  marks: Float64Array,
  market: number,
  { side, plan }: { readonly side: PositionSide; readonly plan: EntryPlan },
  quantity: number,
  stopPrice: number,
): void {
  const { contractSize, base } = instruments[market] as Instrument
  const mark = marks[market] as number
  const sign = signOf(side)
  const contracts = quantity * contractSize
  const notional = contracts * mark
  view.grossNotional += notional
  view.netNotional += sign * notional
  view.notionals[market] = (view.notionals[market] as number) + sign * notional
  if (plan.strategy === strategy) view.strategyNotional += notional
  if (market === asked) view.symbolNotional += notional
  if (base === (instruments[asked] as Instrument).base) view.baseNotional += notional
  view.atRisk += contracts * Math.max(0, sign * (mark - stopPrice))
}
