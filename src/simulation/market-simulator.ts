import type { Instrument } from '../core/instrument.ts'
import { type Fill, isWhollyFilled } from '../core/order.ts'
import type { Account } from '../engine/account.ts'
import type { VenueReports } from '../engine/ports.ts'
import type { Position } from '../engine/position.ts'
import type { Bars } from '../market/bars.ts'
import type { FundingEvent } from '../market/funding.ts'
import { objectionTo } from './admission.ts'
import { type BarPrices, type Quote, quoteAtLevel, quoteAtPrice, takerQuote } from './fill-price.ts'
import { FundingSchedule } from './funding-schedule.ts'
import { Inbox, type Message } from './inbox.ts'
import { bankruptcyPrice } from './liquidation.ts'
import { LiquidationWatch } from './liquidation-watch.ts'
import { QuietWatch } from './quiet-watch.ts'
import { RestingOrder } from './resting-order.ts'
import { RestingOrders } from './resting-orders.ts'
import type { VenueSettings } from './venue-settings.ts'

/** A market of the simulated venue. `detail` holds smaller bars that decide what happened inside a large one. */
export interface SimulatedMarket {
  readonly instrument: Instrument
  readonly bars: Bars
  /** When the market begins, and when its last bar closes, where that is known: between the two the symbol exists. */
  readonly listedAt?: number
  readonly delistedAt?: number
  readonly detail?: Bars
  /** Ascending. */
  readonly funding?: readonly FundingEvent[]
}

/**
 * Matches the orders of one market against its bars. The rules inside a bar, in this order:
 * 1. funding that is due at the open goes to the position held before it;
 * 2. at the open: liquidation, market orders, then every order whose level the open has reached, at the open;
 * 3. orders that arrive later in the bar: what they take at once they get at the share of the bar's move against them that fits
 *    into the time that has passed; they know nothing of what the bar did before;
 * 4. inside the bar: entries, then stops and liquidation, nearest first, then targets: the stop before the target when one bar
 *    holds both;
 * 5. trailing stops follow the bar's best price after they have been tested against its worst.
 * Volume limits what fills, never what triggers: a stop that finds no volume goes on as a market order.
 */
export class MarketSimulator {
  readonly inbox = new Inbox()
  readonly #index: number
  readonly #market: SimulatedMarket
  readonly #bars: Bars
  readonly #watch: QuietWatch
  readonly #settings: VenueSettings
  readonly #account: Account
  readonly #reports: VenueReports
  readonly #resting: RestingOrders
  readonly #funding: FundingSchedule
  readonly #liquidation: LiquidationWatch
  readonly #bar: BarPrices = { time: 0.5, open: 0.5, high: 0.5, low: 0.5, close: 0.5, volume: 0.5 }
  /** The last millisecond of the bar. */
  #barEnd = 0.5
  /** The price as of the last thing that happened in the bar. */
  #price = 0.5
  /** What the orders of this bar may still fill together, in contracts. */
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
    this.#watch = new QuietWatch(market.bars)
    this.#settings = settings
    this.#account = account
    this.#reports = reports
    this.#resting = new RestingOrders(settings, (order) => this.#canAct(order))
    this.#funding = new FundingSchedule(market.funding ?? [])
    this.#liquidation = new LiquidationWatch(market.instrument.tiers)
    this.#watch.armFunding(this.#funding.nextAt)
  }

  /** The first bar in [from, to) in which this market has something to do, or `to`. */
  quietUntil(from: number, to: number): number {
    return this.inbox.isEmpty ? this.#watch.quietUntil(from, to) : from
  }

  /** The first `count` bars are gone. */
  forget(count: number): void {
    this.#watch.forget(count)
  }

  /** Bar `i` has traded. */
  advance(i: number): void {
    if (!this.inbox.isEmpty || !this.#watch.isQuiet(i)) this.#match(i)
  }

  /** The run is over: whatever volume there is, market orders and those on their way fill at the close of bar `i`. */
  settle(i: number): void {
    this.#load(this.#bars, i)
    const { detail } = this.#market
    const last = detail === undefined ? -1 : detail.indexAtOrAfter(this.#barEnd) - 1
    if (detail !== undefined && last >= 0) this.#bar.time = Math.max(this.#bar.time, detail.time[last] as number)
    this.#available = Number.POSITIVE_INFINITY
    this.#price = this.#bar.close
    // As at an open: what is cancelled in the same breath does not fill.
    this.#deliver(Number.POSITIVE_INFINITY, true)
    this.#resting.visit((order) => {
      if (order.form === 'market') this.#fill(order, takerQuote(this.#price, order.sign, 0, this.#settings))
    })
    this.#deliver(Number.POSITIVE_INFINITY, true)
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
    const { volumeLimit } = this.#settings
    bar.time = bars.time[i] as number
    bar.open = bars.open[i] as number
    bar.high = bars.high[i] as number
    bar.low = bars.low[i] as number
    bar.close = bars.close[i] as number
    bar.volume = bars.volume[i] as number
    this.#barEnd = bar.time + bars.timeframeMs - 1
    this.#price = bar.open
    // Without a limit volume does not matter, not even that of a bar in which nobody traded.
    this.#available = volumeLimit === Number.POSITIVE_INFINITY ? volumeLimit : volumeLimit * bar.volume
  }

  #matchBar(bars: Bars, i: number): void {
    this.#load(bars, i)
    this.#fund(this.#bar.time)
    this.#deliver(this.#bar.time, true)
    this.#matchOpen()
    this.#arrivals()
    this.#fund(this.#barEnd)
    this.#matchRange()
    this.#trail()
    this.#resting.endBar()
  }

  get #position(): Position | undefined {
    return this.#account.position(this.#index)
  }

  // Messages

  /** Takes in everything that has arrived by `at`. At the open orders wait for `#matchOpen`, later they see the price as it is. */
  #deliver(at: number, isOpen: boolean): void {
    for (let message = this.inbox.take(at); message !== undefined; message = this.inbox.take(at)) {
      const order = this.#receive(message, isOpen)
      if (order !== undefined && !isOpen) this.#meet(order, this.#price)
    }
  }

  /** Orders that arrive while the bar is open: by then the price may have moved against them. */
  #arrivals(): void {
    const { time, open, high, low } = this.#bar
    for (let message = this.inbox.take(this.#barEnd); message !== undefined; message = this.inbox.take(this.#barEnd)) {
      const order = this.#receive(message, false)
      if (order === undefined) continue
      const worst = order.sign > 0 ? high : low
      this.#meet(order, open + (worst - open) * ((message.at - time) / (this.#barEnd + 1 - time)))
    }
  }

  #receive(message: Message, isOpen: boolean): RestingOrder | undefined {
    if (message.type === 'cancel') {
      const cancelled = this.#resting.find(message.id)
      if (cancelled !== undefined) this.#drop(cancelled, 'cancelled as asked')
      return undefined
    }
    const { id, request } = message
    const objection = objectionTo(request, this.#market.instrument, this.#price)
    if (objection !== undefined) {
      this.#reports.onRefused(id, objection.rule, objection.reason)
      return undefined
    }
    const order = new RestingOrder(id, request, !isOpen)
    if (request.type === 'trailing-stop') order.trail(this.#price)
    this.#resting.add(order)
    this.#reports.onAccepted(id)
    return order
  }

  /** An order that has come in sees its first price. */
  #meet(order: RestingOrder, price: number): void {
    if (order.isReachedBy(price)) this.#execute(order, quoteAtPrice(order, price, this.#shareOf(order), this.#settings))
    this.#endImmediate(order)
  }

  /** Immediate or cancel: what the first price did not fill is over. A stop has its first chance when it triggers. */
  #endImmediate(order: RestingOrder): void {
    const isActive = order.form === 'market' || order.form === 'limit'
    if (order.request.timeInForce !== 'ioc' || !isActive || !this.#resting.has(order)) return
    this.#drop(order, 'immediate or cancel: the rest found no counterpart')
  }

  // Matching

  #matchOpen(): void {
    const { time, open } = this.#bar
    if (this.#liquidation.isReachedBy(open)) {
      this.#liquidate()
      this.#deliver(time, true)
    }
    for (let order = this.#resting.nextAtOpen(open); order !== undefined; order = this.#resting.nextAtOpen(open)) {
      this.#execute(order, quoteAtPrice(order, open, this.#shareOf(order), this.#settings))
      this.#deliver(time, true)
    }
    this.#resting.visit((order) => this.#endImmediate(order))
  }

  #matchRange(): void {
    for (;;) {
      this.#deliver(this.#barEnd, false)
      const order = this.#resting.nextInRange(this.#bar)
      const level = order?.form === 'stop' && order.request.reduceOnly ? order.level : Number.NaN
      if (this.#liquidation.isReachedBefore(level, this.#bar) && (order === undefined || order.request.reduceOnly)) {
        this.#price = this.#liquidation.price
        this.#liquidate()
      } else if (order === undefined) {
        return
      } else {
        this.#price = order.level
        const { isTriggered } = order
        this.#execute(order, quoteAtLevel(order, this.#shareOf(order), this.#settings))
        // What a trigger has made of it inside the bar does not know what the bar did before.
        if (order.isTriggered !== isTriggered) order.isInsideBar = true
      }
    }
  }

  /** Fills a triggered order, or turns a stop-limit whose limit is out of reach into a limit order. */
  #execute(order: RestingOrder, quote: Quote): void {
    if (order.form === 'stop' || order.form === 'take-profit') {
      order.isTriggered = true
      const { type, limitPrice } = order.request
      const isOutOfReach = order.sign > 0 ? quote.reference > limitPrice : quote.reference < limitPrice
      if (type === 'stop-limit' && isOutOfReach) {
        order.isNew = false
        return
      }
    }
    this.#fill(order, quote)
  }

  // Fills

  /** Triggering takes no volume, filling does. */
  #canAct(order: RestingOrder): boolean {
    if (order.form === 'stop' || order.form === 'take-profit') return true
    return order.remaining <= this.#available || this.#market.instrument.lot.floor(this.#available) > 0
  }

  /** The share of the bar's volume that `order` takes; all of it where the bar has none. */
  #shareOf(order: RestingOrder): number {
    const { volume } = this.#bar
    return volume > 0 ? Math.min(1, this.#fillable(order) / volume) : 1
  }

  #fillable(order: RestingOrder): number {
    const allowed = this.#allowedQuantity(order)
    return allowed <= this.#available ? allowed : this.#market.instrument.lot.floor(this.#available)
  }

  #fill(order: RestingOrder, quote: Quote): void {
    const { contractSize } = this.#market.instrument
    if (this.#allowedQuantity(order) <= 0)
      return this.#drop(order, order.request.reduceOnly ? 'no position to reduce' : 'it would turn the position around')
    const quantity = this.#fillable(order)
    if (!(quantity > 0)) return
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
    const needed = notional / order.request.leverage + fill.fee
    const { cash } = this.#account
    if (!order.request.reduceOnly && needed > cash) {
      return this.#drop(order, `insufficient margin: ${needed.toFixed(2)} are needed, cash is ${cash.toFixed(2)}`)
    }
    this.#book(order, fill)
  }

  #book(order: RestingOrder, fill: Fill): void {
    const { lot } = this.#market.instrument
    this.#available -= fill.quantity
    const { purpose, side, reduceOnly, quantity } = order.request
    const rest = lot.nearest(order.remaining - fill.quantity)
    order.remaining = isWhollyFilled(quantity - rest, quantity) ? 0 : rest
    if (order.remaining === 0) this.#resting.remove(order)
    const position = this.#position
    if (position !== undefined && reduceOnly) this.#account.exit(position, fill)
    else if (purpose.type === 'entry')
      this.#account.enter(this.#index, side === 'buy' ? 'long' : 'short', purpose.plan, fill)
    this.#liquidation.update(this.#position)
    this.#reports.onFilled(order.id, fill)
    if (order.remaining === 0) return
    if (reduceOnly && this.#position === undefined) this.#drop(order, 'the position is flat')
    else this.#endImmediate(order)
  }

  /** What a reduce-only order may still take off the position; everything that remains of any other. */
  #allowedQuantity(order: RestingOrder): number {
    const position = this.#position
    if (!order.request.reduceOnly) {
      const wouldFlip = position !== undefined && position.sign !== order.sign
      return wouldFlip ? 0 : order.remaining
    }
    return position === undefined || position.sign === order.sign ? 0 : Math.min(order.remaining, position.quantity)
  }

  #drop(order: RestingOrder, reason: string): void {
    this.#resting.remove(order)
    this.#reports.onCancelled(order.id, reason)
  }

  // Margin

  #liquidate(): void {
    const position = this.#position
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
    this.#liquidation.update(this.#position)
    this.#reports.onLiquidated(this.#index, fill)
  }

  /** Pays the funding that is due up to `at`, at the open of the bar: the last price that is known by then. */
  #fund(at: number): void {
    for (let event = this.#funding.take(at); event !== undefined; event = this.#funding.take(at)) {
      this.#watch.armFunding(this.#funding.nextAt)
      const position = this.#position
      if (position === undefined) continue
      const amount = -position.sign * event.rate * position.quantity * position.contractSize * this.#bar.open
      this.#account.fund(position, amount)
      this.#liquidation.update(this.#position)
      this.#reports.onFunding(this.#index, amount)
    }
  }

  #trail(): void {
    const { high, low, close } = this.#bar
    this.#resting.visit((order) => {
      if (order.request.type !== 'trailing-stop' || order.isTriggered) return
      // Of a bar in which it came in only the close is known to be later.
      if (order.isInsideBar) order.trail(close)
      else order.trail(order.sign < 0 ? high : low)
      // The close is the bar's last price: when it lies beyond the new trigger, the trigger was passed on the way to it.
      if (order.isReachedBy(close)) this.#execute(order, quoteAtLevel(order, this.#shareOf(order), this.#settings))
    })
    this.#price = close
    this.#deliver(this.#barEnd, false)
  }

  /** Works out which prices make the next bar matter. */
  #arm(): void {
    let low = this.#liquidation.lowTrigger
    let high = this.#liquidation.highTrigger
    for (const order of this.#resting.all) {
      if (order.form === 'market' || order.request.type === 'trailing-stop') low = Number.POSITIVE_INFINITY
      else if (order.waitsBelow) low = Math.max(low, order.level)
      else high = Math.min(high, order.level)
    }
    this.#watch.arm(low, high)
  }
}
