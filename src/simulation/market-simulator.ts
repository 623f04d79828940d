import type { Instrument } from '../core/instrument.ts'
import type { Fill } from '../core/order.ts'
import type { Account } from '../engine/account.ts'
import type { VenueReports } from '../engine/ports.ts'
import type { Bars } from '../market/bars.ts'
import type { Column } from '../market/column.ts'
import type { FundingEvent } from '../market/funding.ts'
import { objectionTo } from './admission.ts'
import { type BarPrices, isReachedInBar, type Quote, quoteAtLevel, quoteAtOpen, takerQuote } from './fill-price.ts'
import { Inbox, type Message } from './inbox.ts'
import { bankruptcyPrice, liquidationPrice } from './liquidation.ts'
import { RestingOrder } from './resting-order.ts'
import type { VenueSettings } from './venue-settings.ts'

/** A market of the simulated venue. `detail` holds smaller bars that decide what happened inside a large one. */
export interface SimulatedMarket {
  readonly instrument: Instrument
  readonly bars: Bars
  readonly detail?: Bars
  /** Ascending. */
  readonly funding?: readonly FundingEvent[]
}

/**
 * Matches the orders of one market against its bars. The rules inside a bar, in this order:
 * 1. funding that is due at the open goes to the position held before it;
 * 2. at the open: liquidation, market orders, then every order whose level the open has reached, at the open;
 * 3. orders that arrive later in the bar; they know nothing of what the bar did before;
 * 4. inside the bar: entries, then stops and liquidation, nearest first, then targets: the stop before the target when one bar
 *    holds both;
 * 5. trailing stops follow the bar's best price after they have been tested against its worst.
 */
export class MarketSimulator {
  readonly inbox = new Inbox()
  readonly #index: number
  readonly #market: SimulatedMarket
  readonly #bars: Bars
  readonly #time: Column
  readonly #high: Column
  readonly #low: Column
  readonly #settings: VenueSettings
  readonly #account: Account
  readonly #reports: VenueReports
  readonly #resting: RestingOrder[] = []
  readonly #bar: BarPrices = { time: 0.5, open: 0.5, high: 0.5, low: 0.5, close: 0.5, volume: 0.5 }
  /** Nothing happens in a bar whose low stays above `#lowTrigger` and whose high stays below `#highTrigger`. */
  #lowTrigger = Number.NEGATIVE_INFINITY
  #highTrigger = Number.POSITIVE_INFINITY
  #nextFunding = 0
  #nextFundingAt: number
  /** Bars that open from here on reach the next funding. */
  #fundingBarAt: number
  #liquidationPrice = Number.NaN
  #available = Number.POSITIVE_INFINITY

  constructor(
    index: number,
    market: SimulatedMarket,
    settings: VenueSettings,
    account: Account,
    reports: VenueReports,
  ) {
    this.#index = index
    this.#market = market
    this.#bars = market.bars
    this.#time = market.bars.timeColumn
    this.#high = market.bars.highColumn
    this.#low = market.bars.lowColumn
    this.#settings = settings
    this.#account = account
    this.#reports = reports
    this.#nextFundingAt = market.funding?.[0]?.at ?? Number.POSITIVE_INFINITY
    this.#fundingBarAt = this.#nextFundingAt - market.bars.timeframeMs + 0.5
  }

  /** Bar `i` has traded. */
  advance(i: number): void {
    const isQuiet =
      (this.#low.values[i] as number) > this.#lowTrigger &&
      (this.#high.values[i] as number) < this.#highTrigger &&
      (this.#time.values[i] as number) < this.#fundingBarAt &&
      this.inbox.isEmpty
    if (!isQuiet) this.#match(i)
  }

  /** The run is over: market orders that are on their way fill at the close of bar `i`. */
  settle(i: number): void {
    this.#load(this.#bars, i)
    this.#deliver(Number.POSITIVE_INFINITY, true, this.#bar.close)
    for (const order of [...this.#resting]) {
      if (order.form === 'market') this.#fill(order, takerQuote(this.#bar.close, order.sign, 0, this.#settings))
    }
    this.#arm()
  }

  #match(i: number): void {
    const detail = this.#market.detail
    const end = (this.#bars.time[i] as number) + this.#bars.timeframeMs
    if (detail === undefined) {
      this.#matchBar(this.#bars, i)
    } else {
      let j = detail.indexAtOrAfter(this.#bars.time[i] as number)
      if (j === detail.length || (detail.time[j] as number) >= end) this.#matchBar(this.#bars, i)
      for (; j < detail.length && (detail.time[j] as number) < end; j++) this.#matchBar(detail, j)
    }
    this.#arm()
  }

  #load(bars: Bars, i: number): void {
    const bar = this.#bar
    bar.time = bars.time[i] as number
    bar.open = bars.open[i] as number
    bar.high = bars.high[i] as number
    bar.low = bars.low[i] as number
    bar.close = bars.close[i] as number
    bar.volume = bars.volume[i] as number
    this.#available = this.#settings.volumeLimit * bar.volume
    if (Number.isNaN(this.#available)) this.#available = 0
  }

  #matchBar(bars: Bars, i: number): void {
    this.#load(bars, i)
    const { time, open } = this.#bar
    this.#fund(time)
    this.#deliver(time, true, open)
    this.#matchOpen()
    this.#arrivals(time + bars.timeframeMs - 1, bars.timeframeMs)
    this.#fund(time + bars.timeframeMs - 1)
    this.#matchRange()
    this.#trail()
    for (const order of this.#resting) {
      order.isInsideBar = false
      order.isNew = false
    }
  }

  // Messages

  /** Takes in everything that has arrived by `at`. An order that comes in at the open can fill there. */
  #deliver(at: number, isOpen: boolean, price: number): void {
    for (let message = this.inbox.take(at); message !== undefined; message = this.inbox.take(at)) {
      this.#receive(message, isOpen, price)
    }
  }

  #receive(message: Message, isOpen: boolean, price: number): void {
    if (message.type === 'cancel') {
      const order = this.#resting.find(({ id }) => id === message.id)
      if (order !== undefined) this.#drop(order, 'cancelled as asked')
      return
    }
    const objection = objectionTo(message.request, this.#market.instrument, price)
    if (objection !== undefined) return this.#reports.onRefused(message.id, objection.rule, objection.reason)
    const order = new RestingOrder(message.id, message.request, !isOpen)
    if (message.request.type === 'trailing-stop') order.trail(price)
    this.#resting.push(order)
    this.#reports.onAccepted(message.id)
  }

  /**
   * Orders that arrive while the bar is open. The price has moved on by then: a market order pays the share of the bar's move
   * against it that fits into the time that has passed.
   */
  #arrivals(end: number, barMs: number): void {
    const { time, open, high, low } = this.#bar
    for (let message = this.inbox.take(end); message !== undefined; message = this.inbox.take(end)) {
      this.#receive(message, false, open)
      const order = message.type === 'submit' ? this.#resting.at(-1) : undefined
      if (order?.id !== message.id || order.form !== 'market') continue
      const worst = order.sign > 0 ? high : low
      const reference = open + (worst - open) * Math.min(1, (message.at - time) / barMs)
      this.#fill(order, takerQuote(reference, order.sign, this.#shareOf(order), this.#settings))
    }
  }

  // Matching

  #matchOpen(): void {
    const { time, open } = this.#bar
    if (this.#isLiquidatedAt(open)) this.#liquidate()
    for (let order = this.#nextAtOpen(); order !== undefined; order = this.#nextAtOpen()) {
      const quote = quoteAtOpen(order, this.#bar, this.#shareOf(order), this.#settings)
      if (quote !== undefined) this.#execute(order, quote)
      this.#deliver(time, true, open)
    }
  }

  /** Market orders first, then the others in the order in which they came. */
  #nextAtOpen(): RestingOrder | undefined {
    if (this.#available <= 0) return undefined
    const canFill = (order: RestingOrder) =>
      !order.isInsideBar && order.isReachedBy(this.#bar.open) && this.#hasLiquidity(order)
    return (
      this.#resting.find((order) => order.form === 'market' && !order.isInsideBar && this.#hasLiquidity(order)) ??
      this.#resting.find((order) => order.form !== 'market' && canFill(order))
    )
  }

  #matchRange(): void {
    for (;;) {
      this.#deliver(this.#bar.time, false, this.#bar.open)
      const order = this.#nextInRange()
      const level = order?.form === 'stop' && order.request.reduceOnly ? order.level : Number.NaN
      if (this.#isLiquidatedBefore(level) && (order === undefined || order.request.reduceOnly)) this.#liquidate()
      else if (order === undefined) return
      else this.#execute(order, quoteAtLevel(order, this.#shareOf(order), this.#settings))
    }
  }

  /** Entries, then stops with the nearest first, then targets. */
  #nextInRange(): RestingOrder | undefined {
    let next: RestingOrder | undefined
    for (const order of this.#resting) {
      if (!isReachedInBar(order, this.#bar, this.#settings) || !this.#hasLiquidity(order)) continue
      if (next === undefined || this.#comesBefore(order, next)) next = order
    }
    return next
  }

  #comesBefore(a: RestingOrder, b: RestingOrder): boolean {
    const ranks = rankInBar(a) - rankInBar(b)
    if (ranks !== 0 || a.form !== 'stop') return ranks < 0
    return Math.abs(a.level - this.#bar.open) < Math.abs(b.level - this.#bar.open)
  }

  /** Fills a triggered order, or turns a stop-limit whose limit is out of reach into a limit order. */
  #execute(order: RestingOrder, quote: Quote): void {
    if (order.form === 'stop' || order.form === 'take-profit') {
      order.isTriggered = true
      const { type, limitPrice } = order.request
      const isOutOfReach = order.sign > 0 ? quote.reference > limitPrice : quote.reference < limitPrice
      if (type === 'stop-limit' && isOutOfReach) {
        order.isInsideBar = true
        order.isNew = false
        return
      }
    }
    this.#fill(order, quote)
  }

  // Fills

  #shareOf(order: RestingOrder): number {
    const { volume } = this.#bar
    return volume > 0 ? Math.min(1, order.remaining / volume) : 1
  }

  #hasLiquidity(order: RestingOrder): boolean {
    return order.remaining <= this.#available || this.#market.instrument.lot.floor(this.#available) > 0
  }

  #fill(order: RestingOrder, quote: Quote): void {
    const { lot, contractSize } = this.#market.instrument
    const allowed = this.#allowedQuantity(order)
    if (allowed <= 0)
      return this.#drop(order, order.request.reduceOnly ? 'no position to reduce' : 'it would turn the position around')
    const quantity = allowed <= this.#available ? allowed : lot.floor(this.#available)
    if (quantity <= 0) return
    const notional = quantity * contractSize * quote.price
    const rate = quote.liquidity === 'maker' ? this.#settings.makerFeeRate : this.#settings.takerFeeRate
    const fill: Fill = {
      quantity,
      price: quote.price,
      fee: notional * rate,
      slippage: Math.abs(quote.price - quote.reference) * quantity * contractSize,
      liquidity: quote.liquidity,
      at: this.#bar.time,
    }
    if (!order.request.reduceOnly && notional / order.request.leverage + fill.fee > this.#account.cash) {
      return this.#drop(order, `insufficient margin: cash is ${this.#account.cash.toFixed(2)}`)
    }
    this.#book(order, fill)
  }

  #book(order: RestingOrder, fill: Fill): void {
    const { lot } = this.#market.instrument
    this.#available -= fill.quantity
    order.remaining = lot.nearest(order.remaining - fill.quantity)
    if (order.remaining === 0) this.#remove(order)
    const { purpose, side } = order.request
    const position = this.#account.position(this.#index)
    if (position !== undefined && order.request.reduceOnly) this.#account.exit(position, fill)
    else if (purpose.type === 'entry')
      this.#account.enter(this.#index, side === 'buy' ? 'long' : 'short', purpose.plan, fill)
    this.#updateLiquidation()
    this.#reports.onFilled(order.id, fill)
    if (order.remaining === 0) return
    if (order.request.timeInForce === 'ioc') this.#drop(order, 'immediate or cancel: the rest found no liquidity')
    else if (order.request.reduceOnly && this.#account.position(this.#index) === undefined)
      this.#drop(order, 'the position is flat')
  }

  /** What a reduce-only order may still take off the position; everything that remains of any other. */
  #allowedQuantity(order: RestingOrder): number {
    const position = this.#account.position(this.#index)
    if (!order.request.reduceOnly) {
      const wouldFlip = position !== undefined && position.sign !== order.sign
      return wouldFlip ? 0 : order.remaining
    }
    return position === undefined || position.sign === order.sign ? 0 : Math.min(order.remaining, position.quantity)
  }

  #drop(order: RestingOrder, reason: string): void {
    this.#remove(order)
    this.#reports.onCancelled(order.id, reason)
  }

  #remove(order: RestingOrder): void {
    const at = this.#resting.indexOf(order)
    if (at >= 0) this.#resting.splice(at, 1)
  }

  // Margin

  #updateLiquidation(): void {
    const position = this.#account.position(this.#index)
    this.#liquidationPrice =
      position === undefined ? Number.NaN : liquidationPrice(position, this.#market.instrument.tiers)
  }

  #isLiquidatedAt(price: number): boolean {
    const position = this.#account.position(this.#index)
    if (position === undefined) return false
    return position.sign > 0 ? price <= this.#liquidationPrice : price >= this.#liquidationPrice
  }

  /** True when the bar reaches the liquidation price before a stop at `level` (NaN: no stop is reached). */
  #isLiquidatedBefore(level: number): boolean {
    const position = this.#account.position(this.#index)
    if (position === undefined || !this.#isLiquidatedAt(position.sign > 0 ? this.#bar.low : this.#bar.high))
      return false
    return Number.isNaN(level) || position.sign * (this.#liquidationPrice - level) > 0
  }

  #liquidate(): void {
    const position = this.#account.position(this.#index)
    if (position === undefined) return
    const price = bankruptcyPrice(position)
    const fill: Fill = {
      quantity: position.quantity,
      price,
      fee: 0,
      slippage: 0,
      liquidity: 'taker',
      at: this.#bar.time,
    }
    this.#account.exit(position, fill)
    this.#updateLiquidation()
    this.#reports.onLiquidated(this.#index, fill)
  }

  /** Pays the funding that is due up to `at`, at the open of the bar: the last price that is known by then. */
  #fund(at: number): void {
    while (this.#nextFundingAt <= at) {
      const event = this.#market.funding?.[this.#nextFunding++] as FundingEvent
      this.#nextFundingAt = this.#market.funding?.[this.#nextFunding]?.at ?? Number.POSITIVE_INFINITY
      this.#fundingBarAt = this.#nextFundingAt - this.#bars.timeframeMs + 0.5
      const position = this.#account.position(this.#index)
      if (position === undefined) continue
      const amount = -position.sign * event.rate * position.quantity * position.contractSize * this.#bar.open
      this.#account.fund(position, amount)
      this.#updateLiquidation()
      this.#reports.onFunding(this.#index, amount)
    }
  }

  #trail(): void {
    const { high, low, close } = this.#bar
    for (const order of [...this.#resting]) {
      if (order.request.type !== 'trailing-stop' || order.isTriggered) continue
      order.trail(order.sign < 0 ? high : low)
      // The close is the bar's last price: when it lies beyond the new trigger, the trigger was passed on the way to it.
      if (order.isReachedBy(close) && this.#hasLiquidity(order)) {
        this.#execute(order, quoteAtLevel(order, this.#shareOf(order), this.#settings))
      }
    }
    this.#deliver(this.#bar.time, false, close)
  }

  /** Works out which prices make the next bar matter. */
  #arm(): void {
    let low = Number.NEGATIVE_INFINITY
    let high = Number.POSITIVE_INFINITY
    const liquidation = this.#liquidationPrice
    const position = this.#account.position(this.#index)
    if (position !== undefined && !Number.isNaN(liquidation)) {
      if (position.sign > 0) low = liquidation
      else high = liquidation
    }
    for (const order of this.#resting) {
      if (order.form === 'market' || order.request.type === 'trailing-stop') low = Number.POSITIVE_INFINITY
      else if (order.waitsBelow) low = Math.max(low, order.level)
      else high = Math.min(high, order.level)
    }
    this.#lowTrigger = low
    this.#highTrigger = high
  }
}

/** Entries come before stops, stops before targets. */
function rankInBar(order: RestingOrder): number {
  if (!order.request.reduceOnly) return 0
  return order.form === 'stop' ? 1 : 2
}
