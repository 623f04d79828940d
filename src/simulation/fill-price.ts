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
 * What `order` gets at a price that reaches it as soon as it is seen: the open of a bar, or the price at its arrival. A gap fills at
 * the open: a stop that was jumped over gets the open, not its trigger, and so does a limit order, to its favour.
 */
export function quoteAtPrice(order: RestingOrder, price: number, share: number, settings: VenueSettings): Quote {
  if (order.form === 'limit' && !order.isNew) return { price, reference: price, liquidity: 'maker' }
  return withinLimit(takerQuote(price, order.sign, share, settings), order)
}

/** What `order` gets when the price comes to its level inside the bar. */
export function quoteAtLevel(order: RestingOrder, share: number, settings: VenueSettings): Quote {
  const { level } = order
  if (order.form === 'limit') return { price: level, reference: level, liquidity: 'maker' }
  return withinLimit(takerQuote(level, order.sign, share, settings), order)
}

/** An order with a limit never pays more, or gets less, than that. */
function withinLimit(quote: Quote, order: RestingOrder): Quote {
  const { limitPrice, type } = order.request
  if (type !== 'limit' && type !== 'stop-limit') return quote
  const price = order.sign > 0 ? Math.min(quote.price, limitPrice) : Math.max(quote.price, limitPrice)
  return { ...quote, price }
}

/** True when the bar is known to have reached the order's level while the order was there. */
export function isReachedInBar(order: RestingOrder, bar: BarPrices, settings: VenueSettings): boolean {
  if (order.form === 'market') return false
  const isAdverse = order.form === 'stop' && order.request.reduceOnly
  // An order that came inside the bar: a stop is assumed hit by any price of the bar, anything else only by its close.
  const reach = order.waitsBelow ? bar.low : bar.high
  const extreme = order.isInsideBar && !isAdverse ? bar.close : reach
  if (order.form === 'limit' && settings.limitFill === 'through' && extreme === order.level) return false
  return order.isReachedBy(extreme)
}
