import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fill, signOf } from '../../src/core/order.ts'
import type { Account } from '../../src/engine/account.ts'
import type { Order } from '../../src/engine/order.ts'
import { Timeline } from '../../src/market/timeline.ts'
import { type RunOptions, SimulatedRun } from '../../src/simulation/simulated-run.ts'
import { Ledger } from './ledger.ts'
import { optionsOf, type RandomRun, randomRuns } from './random-run.ts'

/** Quote units by which float books and exact books may differ, at any time. */
const TOLERANCE = 1e-8

/** Random runs; more by PLIMSOLL_RANDOM_RUNS=5000. */
const RUNS = Number(process.env.PLIMSOLL_RANDOM_RUNS ?? 40)

/** A run whose every fill, payment and liquidation is kept a second time in a ledger. */
class WatchedRun {
  readonly options: RunOptions
  readonly run: SimulatedRun
  readonly ledger: Ledger
  readonly orders: Order[] = []
  readonly fills: Fill[] = []
  #live: Order[] = []
  funding = 0
  liquidations = 0

  constructor(options: RunOptions) {
    this.options = options
    const contractSizes = options.markets.map(({ instrument }) => instrument.contractSize)
    this.ledger = new Ledger(options.capital, contractSizes)
    this.run = new SimulatedRun({
      ...options,
      observer: {
        onSignal: () => {},
        onStopped: () => {},
        onRefusal: () => {},
        onOrder: (order) => {
          this.orders.push(order)
          this.#live.push(order)
        },
        onFill: (order, fill) => this.#book(order, fill),
        onTrade: () => {},
        onState: () => {},
      },
    })
    this.#listen()
  }

  /** Funding and liquidations come from the venue without an order: they are noted on their way to the engine. */
  #listen(): void {
    const { engine } = this.run
    const onFunding = engine.onFunding.bind(engine)
    const onLiquidated = engine.onLiquidated.bind(engine)
    engine.onFunding = (market, amount) => {
      this.funding += amount
      this.ledger.fund(market, amount)
      onFunding(market, amount)
    }
    engine.onLiquidated = (market, fill) => {
      this.liquidations += 1
      this.ledger.exit(market, fill)
      onLiquidated(market, fill)
    }
  }

  #book({ request }: Order, fill: Fill): void {
    this.fills.push(fill)
    const { purpose, market, side } = request
    if (purpose.type === 'exit') this.ledger.exit(market, fill)
    else this.ledger.enter(market, side === 'buy' ? 'long' : 'short', purpose.plan.leverage, fill)
  }

  /** The reduce-only orders that may still fill. */
  takeLive(): readonly Order[] {
    this.#live = this.#live.filter((order) => !order.isEnded)
    return this.#live.filter((order) => order.status !== 'cancelling' && order.request.reduceOnly)
  }

  /** Goes through all bars and calls `look` at every close. */
  play(look: () => void): void {
    const timeline = new Timeline(this.options.markets.map(({ bars }) => bars))
    while (timeline.next()) {
      this.run.step(timeline)
      look()
    }
    this.run.finish()
    look()
  }
}

/** Plain comparisons: this is asked at every close of every run, where `expect` would take most of the time. */
function assertEqual(actual: unknown, wanted: unknown, what: string): void {
  if (!Object.is(actual, wanted)) throw new Error(`${what}: ${String(actual)} is not ${String(wanted)}`)
}

function assertClose(actual: number, wanted: number, what: string, tolerance = TOLERANCE): void {
  if (!(Math.abs(actual - wanted) < tolerance)) throw new Error(`${what}: ${actual} is not ${wanted}`)
}

/** Bit for bit. */
function expectEqualAccounts(engine: Account, venue: Account): void {
  assertEqual(engine.cash, venue.cash, 'cash of engine and venue')
  assertEqual(engine.open.length, venue.open.length, 'positions of engine and venue')
  for (const [k, position] of engine.open.entries()) {
    for (const field of ['market', 'side', 'quantity', 'cost', 'margin'] as const) {
      assertEqual(position[field], venue.open[k]?.[field], `${field} of engine and venue`)
    }
  }
}

/** cash + margin + unrealised profit, added up here and not by the account. */
function equityOf(account: Account, marks: Float64Array): number {
  return account.open.reduce(
    (sum, { market, sign, quantity, contractSize, cost, margin }) =>
      sum + margin + sign * (quantity * contractSize * (marks[market] as number) - cost),
    account.cash,
  )
}

/** Every position has exactly one live stop of its size (but while it is being closed by an emergency), and nobody else has one. */
function expectProtected(watched: WatchedRun): void {
  const { account } = watched.run.engine
  const orders = watched.takeLive()
  for (const position of account.open) {
    const own = orders.filter(({ request }) => request.market === position.market)
    const stops = own.filter(({ request }) => request.type === 'stop-market')
    if (stops.length === 0 && own.some(({ request }) => request.type === 'market')) continue
    assertEqual(stops.length, 1, 'stops of a position')
    for (const { request, filledQuantity } of stops) {
      assertEqual(signOf(request.side), -position.sign, 'direction of the stop')
      const left = request.quantity - filledQuantity
      assertClose(left, position.quantity, 'quantity of the stop', position.quantity * 1e-9)
    }
  }
  for (const { request } of orders) {
    if (account.position(request.market) === undefined) throw new Error(`a ${request.type} order closes nothing`)
  }
}

function expectBooksBalance(options: RunOptions): WatchedRun {
  const watched = new WatchedRun(options)
  const { run, ledger } = watched
  const { engine, venue } = run
  watched.play(() => {
    expectEqualAccounts(engine.account, venue.account)
    assertEqual(ledger.sum.toNumber(), 0, 'sum of the ledger')
    assertClose(engine.account.equity, ledger.equity(engine.marks).toNumber(), 'equity of engine and ledger')
    assertClose(engine.account.equity, equityOf(engine.account, engine.marks), 'equity and its parts')
    expectProtected(watched)
  })
  const { trades } = run.recorder
  const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)
  const ofTrades = (field: 'pnl' | 'fees' | 'slippage' | 'funding') => total(trades.map((trade) => trade[field]))
  const ofFills = (field: 'fee' | 'slippage') => total(watched.fills.map((fill) => fill[field]))
  expect(engine.account.open).toEqual([])
  assertClose(engine.account.cash, ledger.cash.toNumber(), 'cash of engine and ledger')
  assertClose(ofTrades('pnl'), engine.account.equity - options.capital, 'profit of the trades and of the account')
  assertClose(ofTrades('fees'), ofFills('fee'), 'fees of trades and fills')
  assertClose(ofTrades('slippage'), ofFills('slippage'), 'slippage of trades and fills')
  assertClose(ofTrades('funding'), watched.funding, 'funding of trades and payments')
  expect(trades.filter(({ entryAt, exitAt, barsHeld }) => exitAt < entryAt || barsHeld < 1)).toEqual([])
  expect(watched.orders.filter((order) => !order.isEnded)).toEqual([])
  return watched
}

const BUSY: RandomRun = {
  seed: 4,
  markets: 3,
  strategies: 2,
  bars: 3000,
  capital: 1_000_000,
  leverage: 3,
  lotSize: 0.001,
  contractSize: 1,
  chance: 0.2,
  volumeLimit: 0.5,
  latencyMs: 0,
  costRate: 0.0006,
  priceImpact: 0.1,
  fundingRate: 0.0001,
  volatility: 0.005,
  limitFill: 'touch',
  hasDetail: false,
}

describe('the books balance at every close', () => {
  test('of random runs', () => {
    fc.assert(
      fc.property(randomRuns, (run) => {
        expectBooksBalance(optionsOf(run))
      }),
      { numRuns: RUNS },
    )
  })

  test.each([
    ['a million, partial fills and funding', BUSY],
    [
      'leverage 50 and violent prices: many liquidations',
      { ...BUSY, capital: 10_000, leverage: 50, volatility: 0.05, fundingRate: 0.02 },
    ],
    ['latency longer than a bar', { ...BUSY, latencyMs: 400_000 }],
    ['latency within the bar', { ...BUSY, latencyMs: 60_000, limitFill: 'through' as const }],
    [
      'thousands of trades of two millions',
      {
        ...BUSY,
        markets: 2,
        bars: 6000,
        chance: 0.7,
        leverage: 50,
        volatility: 0.002,
        volumeLimit: Number.POSITIVE_INFINITY,
        priceImpact: 0,
        costRate: 0.00001,
      },
    ],
    ['smaller bars that decide', { ...BUSY, hasDetail: true, bars: 6000, latencyMs: 60_000 }],
    ['hardly any volume', { ...BUSY, volumeLimit: 0.001, chance: 0.7 }],
  ])('of a long run with %s', (_name, run) => {
    const { run: done, fills } = expectBooksBalance(optionsOf(run))
    expect(done.recorder.trades.length).toBeGreaterThan(50)
    expect(fills.length).toBeGreaterThan(done.recorder.trades.length)
  })

  test('and liquidations do happen in them', () => {
    const { liquidations } = expectBooksBalance(
      optionsOf({ ...BUSY, capital: 10_000, leverage: 50, volatility: 0.05, fundingRate: 0.02 }),
    )
    expect(liquidations).toBeGreaterThan(10)
  })
})
