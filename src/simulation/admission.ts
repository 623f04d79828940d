import type { Grid } from '../core/grid.ts'
import type { Instrument } from '../core/instrument.ts'
import type { OrderRequest } from '../core/order.ts'

export interface Objection {
  readonly rule: string
  readonly reason: string
}

/** Why the venue does not take `request` while the price is `price`, or undefined when it does. */
export function objectionTo(request: OrderRequest, instrument: Instrument, price: number): Objection | undefined {
  const valuePrice = hasLimit(request.type) ? request.limitPrice : price
  const notional = request.quantity * instrument.contractSize * valuePrice
  return (
    offGrid(request, instrument) ??
    tooSmall(request, instrument, notional) ??
    notAllowed(request, instrument, notional) ??
    takesLiquidity(request, price)
  )
}

function offGrid(request: OrderRequest, { symbol, tick, lot }: Instrument): Objection | undefined {
  const { quantity, limitPrice, triggerPrice, trailingPct, type } = request
  if (!(quantity > 0) || lot.nearest(quantity) !== quantity) {
    return {
      rule: 'off_lot',
      reason: `${symbol}: quantity ${quantity} is not a positive multiple of the lot ${lot.step}`,
    }
  }
  if ((hasLimit(type) && !isPrice(limitPrice, tick)) || (hasTrigger(type) && !isPrice(triggerPrice, tick))) {
    return {
      rule: 'off_tick',
      reason: `${symbol}: limit ${limitPrice} or trigger ${triggerPrice} is not a positive multiple of the tick ${tick.step}`,
    }
  }
  if (type === 'trailing-stop' && !(trailingPct > 0 && trailingPct < 100)) {
    return {
      rule: 'invalid_trailing',
      reason: `${symbol}: a trailing distance of ${trailingPct} % is not between 0 and 100`,
    }
  }
  return undefined
}

function isPrice(value: number, tick: Grid): boolean {
  return value > 0 && value < Number.POSITIVE_INFINITY && tick.nearest(value) === value
}

function hasLimit(type: OrderRequest['type']): boolean {
  return type === 'limit' || type === 'stop-limit'
}

function hasTrigger(type: OrderRequest['type']): boolean {
  return type === 'stop-market' || type === 'stop-limit' || type === 'take-profit'
}

function tooSmall(request: OrderRequest, instrument: Instrument, notional: number): Objection | undefined {
  if (request.reduceOnly || notional >= instrument.minNotional * (1 - 1e-9)) return undefined
  const { symbol, quote, minNotional } = instrument
  return {
    rule: 'below_minimum',
    reason: `${symbol}: ${notional.toFixed(2)} ${quote} is below the minimum of ${minNotional}`,
  }
}

function notAllowed(request: OrderRequest, instrument: Instrument, notional: number): Objection | undefined {
  const { symbol, quote, kind, tiers } = instrument
  if (request.reduceOnly) return undefined
  if (kind === 'spot') {
    if (request.side === 'buy' && request.leverage === 1) return undefined
    return { rule: 'spot_only', reason: `${symbol} is a spot market: no short positions, no leverage` }
  }
  let most = 0
  for (const tier of tiers) if (notional <= tier.maxNotional) most = Math.max(most, tier.maxLeverage)
  if (request.leverage >= 1 && request.leverage <= most) return undefined
  const worth = `${notional.toFixed(2)} ${quote}`
  const reason =
    most < 1
      ? `${symbol} takes no order of ${worth}`
      : `${symbol} takes leverage from 1 to ${most} for ${worth}, not ${request.leverage}`
  return { rule: 'leverage', reason }
}

function takesLiquidity(request: OrderRequest, price: number): Objection | undefined {
  if (request.timeInForce !== 'post-only' || request.type !== 'limit') return undefined
  const crosses = request.side === 'buy' ? price <= request.limitPrice : price >= request.limitPrice
  if (!crosses) return undefined
  return { rule: 'post_only', reason: `a post-only ${request.side} at ${request.limitPrice} would take at ${price}` }
}
