import { assert, fail } from '../core/assert.ts'
import type { OrderRequest } from '../core/order.ts'
import { Account } from '../engine/account.ts'
import type { Venue, VenueReports } from '../engine/ports.ts'
import { MarketSimulator, type SimulatedMarket } from './market-simulator.ts'
import type { VenueSettings } from './venue-settings.ts'

/** A venue made of bars. It keeps its own books, as a real one does: the engine's are compared with them. */
export class SimulatedVenue implements Venue {
  readonly account: Account
  readonly #settings: VenueSettings
  readonly #markets: readonly SimulatedMarket[]
  readonly #simulators: MarketSimulator[] = []

  constructor(capital: number, markets: readonly SimulatedMarket[], settings: VenueSettings) {
    this.account = new Account(
      capital,
      markets.map(({ instrument }) => instrument),
    )
    this.#settings = settings
    this.#markets = markets
  }

  /** Says who gets the reports. Called once, before the first bar. */
  connect(reports: VenueReports): void {
    assert(this.#simulators.length === 0, 'a simulated venue has one listener')
    for (const [index, market] of this.#markets.entries()) {
      this.#simulators.push(new MarketSimulator(index, market, this.#settings, this.account, reports))
    }
  }

  /** The first bar in [from, to) in which any market has something to do, or `to`. The bars of all markets are aligned there. */
  quietUntil(from: number, to: number): number {
    let until = to
    for (let m = 0; m < this.#simulators.length && until > from; m++) {
      until = (this.#simulators[m] as MarketSimulator).quietUntil(from, until)
    }
    return until
  }

  /** The first `counts[m]` bars of each market are gone. */
  forget(counts: readonly number[]): void {
    for (const [m, simulator] of this.#simulators.entries()) simulator.forget(counts[m] as number)
  }

  /** Bar `i` of `market` has traded. */
  advance(market: number, i: number): void {
    ;(this.#simulators[market] as MarketSimulator).advance(i)
  }

  /** Money is paid in (positive) or taken out. */
  deposit(amount: number): void {
    this.account.deposit(amount)
  }

  /** The run is over: what is on its way fills at the close of bar `i`. */
  settle(market: number, i: number): void {
    ;(this.#simulators[market] as MarketSimulator).settle(i)
  }

  submit(id: number, request: OrderRequest, now: number): void {
    if (request.reduceOnly !== (request.purpose.type === 'exit'))
      fail(`order ${id}: an exit is reduce-only, an entry is not`)
    this.#simulator(request.market).inbox.push({ type: 'submit', at: now + this.#settings.latencyMs, id, request })
  }

  cancel(id: number, market: number, now: number): void {
    this.#simulator(market).inbox.push({ type: 'cancel', at: now + this.#settings.latencyMs, id })
  }

  #simulator(market: number): MarketSimulator {
    return this.#simulators[market] ?? fail(`there is no market ${market}`)
  }
}
