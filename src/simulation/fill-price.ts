import type { RestingOrder } from './resting-order.ts'
import type { VenueSettings } from './venue-settings.ts'

/** What an order gets: its price, the price that it referred to, and who provided the liquidity. */
export interface Quote {
  readonly price: number
  readonly reference: number
  readonly liquidity: 'maker' | 'taker'
}

/** The bar in which fills happen. Filled anew for each bar: no object is made on the way. */
export interface BarPrices {
  time: number
  open: number
  high: number
  low: number
  close: number
  volume: number
}

/** What a taker gets who refers to `reference`: slippage, and the impact of its share of the volume, both against it. */
export function takerQuote(reference: number, sign: 1 | -1, share: number, settings: VenueSettings): Quote {
  const cost = settings.slippageRate + settings.priceImpact * share * share
  return { price: reference * (1 + sign * cost), reference, liquidity: 'taker' }
}

/**
 * What `order` gets at the first price of a bar, or undefined when that price does not fill it. A gap fills at the open: a stop
 * that was jumped over gets the open, not its trigger, and so does a limit order, to its favour.
 */
export function quoteAtOpen(
  order: RestingOrder,
  bar: BarPrices,
  share: number,
  settings: VenueSettings,
): Quote | undefined {
  const { open } = bar
  if (order.form === 'market') return takerQuote(open, order.sign, share, settings)
  if (!order.isReachedBy(open)) return undefined
  if (order.form !== 'limit') return takerQuote(open, order.sign, share, settings)
  if (!order.isNew) return { price: open, reference: open, liquidity: 'maker' }
  return withinLimit(takerQuote(open, order.sign, share, settings), order)
}

/** What `order` gets when the price comes to its level inside the bar. */
export function quoteAtLevel(order: RestingOrder, share: number, settings: VenueSettings): Quote {
  const { level } = order
  if (order.form === 'limit') return { price: level, reference: level, liquidity: 'maker' }
  const quote = takerQuote(level, order.sign, share, settings)
  return order.request.type === 'stop-limit' ? withinLimit(quote, order) : quote
}

/** A limit order never pays more, or gets less, than its limit. */
function withinLimit(quote: Quote, order: RestingOrder): Quote {
  const { limitPrice } = order.request
  const price = order.sign > 0 ? Math.min(quote.price, limitPrice) : Math.max(quote.price, limitPrice)
  return { ...quote, price }
}

/** True when the bar is known to have reached the order's level while the order was there. */
export function isReachedInBar(order: RestingOrder, bar: BarPrices, settings: VenueSettings): boolean {
  if (order.form === 'market') return false
  const isAdverse = order.form === 'stop' && order.request.reduceOnly
  // An order that came inside the bar: a stop is assumed hit by any price of the bar, anything else only by its close.
  if (order.isInsideBar && !isAdverse) return order.isReachedBy(bar.close)
  const extreme = order.waitsBelow ? bar.low : bar.high
  if (order.form === 'limit' && settings.limitFill === 'through' && extreme === order.level) return false
  return order.isReachedBy(extreme)
}
