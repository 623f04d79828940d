import type { Filled } from '../core/filled.ts'
import type { Instrument } from '../core/instrument.ts'
import { type EntryPlan, type PositionSide, signOf } from '../core/order.ts'
import { stopPriceOf } from '../exits/levels.ts'
import type { AccountView } from '../risk/risk-rule.ts'
import type { Account } from './account.ts'
import type { PlannedEntry } from './entry-plan.ts'
import type { Order } from './order.ts'
import type { OrderRegistry } from './order-registry.ts'
import type { Position } from './position.ts'

/** What is on its way besides the account. The lists have one place for each market. */
export interface OnTheWay {
  /** The market, the side and the strategy of the entry that is judged. */
  readonly market: number
  readonly side: PositionSide
  readonly strategy: number
  readonly orders: OrderRegistry
  readonly closing: readonly (Order | undefined)[]
  readonly reducing: readonly (Order | undefined)[]
  readonly reversals: readonly (PlannedEntry | undefined)[]
  readonly instruments: readonly Instrument[]
}

/**
 * Fills `view` with the account as risk sees it for an entry: entries that are on their way count as done, exits as not
 * done. Only the position that the entry turns around counts as gone: the entry waits for that.
 */
export function lookAt(account: Account, marks: Float64Array, way: OnTheWay, view: Filled<AccountView>): void {
  const { market, orders, closing, reversals } = way
  let freeCash = account.cash - orders.reservedCash()
  let positionCount = account.open.length
  let closingCount = 0
  clearSums(view)
  for (const position of account.open) {
    const isClosing = closing[position.market]?.isEnded === false
    // One that is turned around keeps its place: there is never more than one position in a market.
    if (isClosing && position.market !== market && reversals[position.market] === undefined) closingCount += 1
    if (isClosing && position.market === market) {
      positionCount -= 1
      freeCash += Math.max(0, position.margin + position.unrealised(marks[market] as number))
      continue
    }
    addExposure(view, way, marks, position.market, position, position.quantity, position.stopPrice)
    addNet(view, way, marks, position.side === way.side ? position : afterExits(position, way))
  }
  for (const { request, filledQuantity } of orders.entries) {
    if (account.position(request.market) === undefined) positionCount += 1
    if (request.purpose.type !== 'entry') continue
    const { plan } = request.purpose
    const side = request.side === 'buy' ? 'long' : 'short'
    const stopPrice = stopOf(way, marks, request.market, side, plan)
    const quantity = request.quantity - filledQuantity
    addExposure(view, way, marks, request.market, { side, plan }, quantity, stopPrice)
    if (side === way.side) addNet(view, way, marks, { market: request.market, side, quantity })
  }
  for (const reversal of reversals) {
    if (reversal === undefined) continue
    if (account.position(reversal.market) === undefined) positionCount += 1
    freeCash -= reversal.cash
    const stopPrice = stopOf(way, marks, reversal.market, reversal.side, reversal.plan)
    addExposure(view, way, marks, reversal.market, reversal, reversal.quantity, stopPrice)
    if (reversal.side === way.side) addNet(view, way, marks, reversal)
  }
  account.mark(marks)
  view.equity = account.equity
  view.freeCash = freeCash
  view.positionCount = positionCount
  view.closingCount = closingCount
}

/** What is left of `position` when the exits that are on their way have filled. */
function afterExits({ market, side, quantity }: Position, { closing, reducing }: OnTheWay) {
  const left = quantity - restOf(closing[market]) - restOf(reducing[market])
  return { market, side, quantity: Math.max(0, left) }
}

/** What an order may still fill. */
function restOf(order: Order | undefined): number {
  return order === undefined || order.isEnded ? 0 : order.request.quantity - order.filledQuantity
}

/** Adds to longs less shorts. What may still vanish, or not come, on the other side is left out: it must not make room for the entry. */
function addNet(
  view: Filled<AccountView>,
  { instruments }: OnTheWay,
  marks: Float64Array,
  { market, side, quantity }: { readonly market: number; readonly side: PositionSide; readonly quantity: number },
): void {
  const { contractSize } = instruments[market] as Instrument
  view.netNotional += signOf(side) * quantity * contractSize * (marks[market] as number)
}

/** Where the stop of an entry will be if it fills at the last close. */
function stopOf({ instruments }: OnTheWay, marks: Float64Array, market: number, side: PositionSide, plan: EntryPlan) {
  return (instruments[market] as Instrument).tick.nearest(stopPriceOf(plan, side, marks[market] as number))
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
  view.notionals[market] = (view.notionals[market] as number) + sign * notional
  if (plan.strategy === strategy) view.strategyNotional += notional
  if (market === asked) view.symbolNotional += notional
  if (base === (instruments[asked] as Instrument).base) view.baseNotional += notional
  view.atRisk += contracts * Math.max(0, sign * (mark - stopPrice))
}
