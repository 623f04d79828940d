import type { EntryPlan, Fill } from '../../src/core/order.ts'
import type { Trade } from '../../src/core/trade.ts'
import type { Order } from '../../src/engine/order.ts'
import type { Bars } from '../../src/market/bars.ts'

/** What must never be exceeded at the moment an entry is sent. Percentages are of the equity at that moment. */
export interface HardLimits {
  readonly riskPct: number
  readonly positions: number
  readonly symbolPct: number
  readonly atRiskPct: number
  readonly grossTimes: number
  readonly netTimes: number
  readonly entriesADay: number
  readonly dailyLossPct: number
  readonly drawdownPct: number
  readonly restMs: number
}

interface Held {
  quantity: number
  cost: number
  side: 1 | -1
  stopPrice: number
  gross: number
  fees: number
}

interface Pending {
  readonly order: Order
  readonly side: 1 | -1
  readonly plan: EntryPlan
}

const DAY_MS = 86_400_000
/** Doubles that are summed in another order differ by this much, as a share of the equity. */
const ROUNDING = 1e-9

/**
 * Keeps books of its own from what goes out and comes back, in plain sums, and notes every order that breaks a limit. It knows nothing of
 * how the engine decides: no rule, no view, no ledger of the engine is read, only orders, fills, closed trades and the bars.
 */
export class LimitChecker {
  readonly breaches: string[] = []
  entries = 0
  readonly #limits: HardLimits
  readonly #bars: readonly Bars[]
  readonly #held = new Map<number, Held>()
  readonly #pending = new Map<number, Pending>()
  /** Orders that close a position, or a part of it, at the market. */
  #leaving: Order[] = []
  readonly #lastExitAt = new Map<number, number>()
  readonly #symbols: readonly string[]
  readonly #capital: number
  #closedPnl = 0
  #now = Number.NEGATIVE_INFINITY
  #cursor: number[]
  #day = Number.NEGATIVE_INFINITY
  #dayStart: number
  #peak: number
  #entriesToday = 0

  constructor(capital: number, symbols: readonly string[], bars: readonly Bars[], limits: HardLimits) {
    this.#capital = capital
    this.#symbols = symbols
    this.#bars = bars
    this.#limits = limits
    this.#cursor = bars.map(() => -1)
    this.#dayStart = capital
    this.#peak = capital
  }

  /** A person lets the account go on: losses count from here. */
  measureFromHere(): void {
    this.#dayStart = this.equity()
    this.#peak = this.#dayStart
  }

  /** The bars that close at `at` are known, before anything is decided on them. */
  close(at: number): void {
    if (at <= this.#now) return
    const before = this.equity()
    const day = Math.floor(at / DAY_MS)
    this.#now = at
    for (const [m, bars] of this.#bars.entries()) {
      let i = this.#cursor[m] as number
      while (i + 1 < bars.length && (bars.time[i + 1] as number) + bars.timeframeMs <= at) i++
      this.#cursor[m] = i
    }
    const equity = this.equity()
    if (day !== this.#day) {
      // What closes at midnight is the end of the day before.
      this.#dayStart = at % DAY_MS === 0 ? equity : before
      this.#entriesToday = 0
      this.#day = day
    }
    this.#peak = Math.max(this.#peak, equity)
  }

  onOrder(order: Order, at: number): void {
    this.close(at)
    const { request } = order
    const side = request.side === 'buy' ? 1 : -1
    const held = this.#held.get(request.market)
    if (request.purpose.type === 'exit') {
      if (request.type === 'market') this.#leaving = [...this.#leaving.filter(({ isEnded }) => !isEnded), order]
      if (!request.reduceOnly) this.#breach(`order ${order.id} leaves a position and is not reduce-only`)
      return
    }
    if (held !== undefined && held.side !== side) this.#breach(`order ${order.id} turns a position through zero`)
    const { plan } = request.purpose
    const mark = this.#mark(request.market)
    const stopPrice = this.#stopOf(request.market, side, plan)
    this.entries += 1
    this.#entriesToday += 1
    this.#pending.set(order.id, { order, side, plan })
    this.#check(order, side, mark, stopPrice)
  }

  onFill(order: Order, { quantity, price, fee }: Fill): void {
    const { market, side } = order.request
    const sign = side === 'buy' ? 1 : -1
    const held = this.#held.get(market)
    if (order.request.purpose.type === 'entry') {
      const position = held ?? { quantity: 0, cost: 0, side: sign, stopPrice: 0, gross: 0, fees: 0 }
      position.quantity += quantity
      position.cost += quantity * price
      position.fees += fee
      const pending = this.#pending.get(order.id)
      if (pending !== undefined && held === undefined) position.stopPrice = this.#stopOf(market, sign, pending.plan)
      this.#held.set(market, position)
      return
    }
    if (held === undefined) return this.#breach(`order ${order.id} filled without a position`)
    const part = held.cost * (quantity / held.quantity)
    held.gross += held.side * (quantity * price - part)
    held.cost -= part
    held.quantity -= quantity
    held.fees += fee
    if (held.quantity < -1e-9) this.#breach(`order ${order.id} took more than there was`)
  }

  /** Where the engine put the stop of a position that is open: a fact of what rests at the venue. */
  onStop(market: number, stopPrice: number): void {
    const held = this.#held.get(market)
    if (held !== undefined) held.stopPrice = stopPrice
  }

  onTrade(trade: Trade): void {
    const market = this.#symbols.indexOf(trade.symbol)
    this.#closedPnl += trade.pnl
    this.#held.delete(market)
    this.#lastExitAt.set(market, trade.exitAt)
  }

  equity(): number {
    let equity = this.#capital + this.#closedPnl
    for (const [market, { quantity, cost, side, gross, fees }] of this.#held)
      equity += gross - fees + side * (quantity * this.#mark(market) - cost)
    return equity
  }

  #check(order: Order, side: 1 | -1, mark: number, stopPrice: number): void {
    const { request } = order
    const limits = this.#limits
    const equity = this.equity()
    const slack = Math.abs(equity) * ROUNDING
    const atMost = (what: string, value: number, limit: number) => {
      if (!(value <= limit + slack)) this.#breach(`order ${order.id}: ${what} is ${value}, the limit is ${limit}`)
    }
    const sums = this.#sums(request.market, side)
    const loss = request.quantity * Math.max(0, side * (mark - stopPrice))
    atMost('the loss at the stop', loss, (equity * limits.riskPct) / 100)
    atMost('the number of positions', sums.markets.size, limits.positions)
    atMost('the symbol', sums.symbol, (equity * limits.symbolPct) / 100)
    atMost('all at risk', sums.atRisk, (equity * limits.atRiskPct) / 100)
    atMost('longs and shorts', sums.gross, equity * limits.grossTimes)
    atMost('longs less shorts', side * sums.net, equity * limits.netTimes)
    atMost('the entries of the day', this.#entriesToday, limits.entriesADay)
    atMost(
      'the loss of the day with all stops',
      this.#dayStart - equity + sums.atRisk,
      (this.#dayStart * limits.dailyLossPct) / 100,
    )
    atMost('the drawdown', this.#peak - equity, (this.#peak * limits.drawdownPct) / 100)
    const restedMs = this.#now - (this.#lastExitAt.get(request.market) ?? Number.NEGATIVE_INFINITY)
    atMost('the rest that is missing', limits.restMs - restedMs, 0)
    if (!(side * (mark - stopPrice) > 0)) this.#breach(`order ${order.id} has its stop at ${stopPrice}, beyond ${mark}`)
  }

  /** What is held and what is on its way, at its worst: as if everything that may still fill had filled. */
  #sums(asked: number, towards: 1 | -1) {
    const sums = { gross: 0, net: 0, symbol: 0, atRisk: 0, markets: new Set<number>() }
    const add = (market: number, side: 1 | -1, quantity: number, stopPrice: number) => {
      const mark = this.#mark(market)
      const notional = quantity * mark
      sums.gross += notional
      if (market === asked) sums.symbol += notional
      sums.atRisk += quantity * Math.max(0, side * (mark - stopPrice))
      sums.markets.add(market)
    }
    for (const [market, { side, quantity, stopPrice }] of this.#held) {
      add(market, side, quantity, stopPrice)
      const leaving = side === towards ? 0 : this.#leavingOf(market)
      sums.net += side * Math.max(0, quantity - leaving) * this.#mark(market)
    }
    for (const [id, { order, side, plan }] of this.#pending) {
      const { market, quantity } = order.request
      if (order.isEnded) this.#pending.delete(id)
      else {
        add(market, side, quantity - order.filledQuantity, this.#stopOf(market, side, plan))
        if (side === towards) sums.net += side * (quantity - order.filledQuantity) * this.#mark(market)
      }
    }
    return sums
  }

  /** What orders at the market may still take off the position of `market`. */
  #leavingOf(market: number): number {
    const orders = this.#leaving.filter(({ request, isEnded }) => request.market === market && !isEnded)
    return orders.reduce((sum, { request, filledQuantity }) => sum + request.quantity - filledQuantity, 0)
  }

  /** Where the stop is if an entry fills at the last close, in ticks of a cent: what adds is under the nearer one of both stops. */
  #stopOf(market: number, side: 1 | -1, plan: EntryPlan): number {
    const stop = Number.isNaN(plan.stopPct) ? plan.stopPrice : this.#mark(market) * (1 - side * (plan.stopPct / 100))
    const own = Math.round(stop * 100) / 100
    const held = this.#held.get(market)
    return held === undefined ? own : side * Math.max(side * own, side * held.stopPrice)
  }

  #mark(market: number): number {
    const bars = this.#bars[market] as Bars
    return bars.close[this.#cursor[market] as number] as number
  }

  #breach(what: string): void {
    this.breaches.push(`${new Date(this.#now).toISOString()} ${what}`)
  }
}
