import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createInstrument } from '../../src/core/instrument.ts'
import type { SessionEvent } from '../../src/core/session-event.ts'
import type { Signal } from '../../src/core/signal.ts'
import { Timeline } from '../../src/market/timeline.ts'
import { contractNotional, type RiskRule } from '../../src/risk/risk-rule.ts'
import { freeMargin } from '../../src/risk/rules/free-margin.ts'
import { maxPositions } from '../../src/risk/rules/max-positions.ts'
import { venueLeverage } from '../../src/risk/rules/venue-leverage.ts'
import { type RunOptions, SimulatedRun } from '../../src/simulation/simulated-run.ts'
import { LedgerBooks } from '../../src/store/ledger/ledger-books.ts'
import { defineStrategy } from '../../src/strategies/strategy.ts'
import { SessionEvents } from '../../src/trader/session-events.ts'
import { optionsOf, type RandomRun, randomRuns } from './random-run.ts'

/** Random runs; more by PLIMSOLL_RANDOM_RUNS=5000. */
const RUNS = Number(process.env.PLIMSOLL_RANDOM_RUNS ?? 30)

/** By which the equity of engine and ledger may differ: absolute, or as a share of the capital where that is more than one unit. */
const TOLERANCE = 1e-8

/** A run whose events are posted to a ledger as they happen. */
class BookedRun {
  readonly run: SimulatedRun
  readonly books = new LedgerBooks()
  readonly events: SessionEvent[] = []
  readonly #options: RunOptions
  #worst = 0

  constructor(options: RunOptions) {
    this.#options = options
    this.#post({
      type: 'started',
      startedAt: 0,
      session: 'random',
      mode: 'paper',
      version: '0.0.0',
      node: '24.0.0',
      exchange: 'simulated',
      capital: options.capital,
      quote: 'USDT',
      leverage: options.leverage,
      timeframe: '5m',
      markets: [],
      strategies: [],
      settings: {},
      inputs: [],
    })
    this.run = new SimulatedRun({ ...options, observer: new SessionEvents(options, (event) => this.#post(event)) })
  }

  /** The largest difference that was seen, as a share of the capital. */
  get worst(): number {
    return this.#worst
  }

  /** Goes through all bars, and pays in or takes out 1 % of the capital at every `depositEvery`th close; 0 for never. */
  play(depositEvery: number): void {
    const { markets, capital } = this.#options
    const timeline = new Timeline(markets.map(({ bars }) => bars))
    for (let moment = 1; timeline.next(); moment++) {
      this.run.step(timeline)
      this.#compare()
      if (depositEvery > 0 && moment % depositEvery === 0) {
        this.#deposit(moment % (2 * depositEvery) === 0 ? -capital / 128 : capital / 100, timeline.closesAt)
        this.#compare()
      }
    }
    this.run.finish()
    this.#compare()
  }

  #deposit(amount: number, at: number): void {
    this.run.deposit(amount)
    this.#post({ type: 'command', at, command: 'deposit', by: 'test', reason: 'chance', amount: String(amount) })
  }

  /** Every transaction is refused by the ledger unless it sums to zero, so `post` itself is half of the test. */
  #post(event: SessionEvent): void {
    this.events.push(event)
    this.books.post(event)
  }

  /** Plain comparisons: this is asked at every close of every run. */
  #compare(): void {
    const { engine } = this.run
    const marks = new Map(this.#options.markets.map(({ instrument }, k) => [instrument.symbol, engine.marks[k] ?? 0]))
    engine.account.mark(engine.marks)
    const difference = this.books.equity('USDT', marks).minus(engine.account.equity).abs().toNumber()
    const share = difference / Math.max(1, this.#options.capital)
    if (!(share <= TOLERANCE)) throw new Error(`equity of engine and ledger differ by ${difference}`)
    this.#worst = Math.max(this.#worst, share)
    for (const [asset, sum] of this.books.ledger.sums())
      if (!sum.isZero()) throw new Error(`the ledger sums to ${sum} ${asset}`)
  }
}

function expectBooksBalance(options: RunOptions, depositEvery: number): BookedRun {
  const booked = new BookedRun(options)
  booked.play(depositEvery)
  const { books, run } = booked
  const open = books.ledger.trialBalance().filter(({ account }) => /^(margin|trading|holdings):/.test(account))
  expect(open.map(({ account, amount }) => `${account} ${amount}`)).toEqual([])
  expect(Math.abs(books.ledger.balance('cash', 'USDT').toNumber() - run.engine.account.cash)).toBeLessThan(
    TOLERANCE * Math.max(1, options.capital),
  )
  return booked
}

/** What happened in a run, so that none passes because too little did. */
function countsOf(events: readonly SessionEvent[]): Record<string, number> {
  const count = (what: (event: SessionEvent) => boolean) => events.filter(what).length
  return {
    fills: count(({ type }) => type === 'fill'),
    liquidations: count((event) => event.type === 'fill' && event.order === null),
    spot: count((event) => event.type === 'fill' && event.symbol === 'SYM1/USDT'),
    rebates: count((event) => event.type === 'fill' && event.fee < 0),
    scaled: count((event) => event.type === 'trade' && event.trade.entries > 1 && event.trade.exits > 1),
    funding: count(({ type }) => type === 'funding'),
    remainders: count((event) => event.type === 'fill' && event.quantity < 1e-12),
    deposits: count(({ type }) => type === 'command'),
  }
}

/** Enters, adds to what is open and takes it off in three parts, at any time. */
const scaler = defineStrategy({
  name: 'scaler',
  about: 'Scales in and out.',
  timeframe: '5m',
  params: {},
  build({ random: draw }) {
    return (): Signal | undefined => {
      if (draw() > 0.3) return undefined
      return {
        side: draw() < 0.5 ? 'long' : 'short',
        confidence: 0.5,
        reason: 'chance',
        stopLossPct: 1 + draw() * 3,
        ...(draw() < 0.95 && { adds: true }),
        targets: [
          { r: 0.2, share: 0.3 },
          { r: 0.5, share: 0.3 },
          { r: 1, share: 0.4 },
        ],
      }
    }
  },
})

/** Allows so much at a time, whatever is open: a position is entered in many parts. */
function smallPart(notional: number): RiskRule {
  return {
    name: 'small_part',
    largest: (entry) => notional / contractNotional(entry),
    explain: () => `a part of ${notional}`,
  }
}

/** The run with entries that are added to, rebates for makers, and every other market a spot market. */
function richer(options: RunOptions): RunOptions {
  return {
    ...options,
    strategies: [{ definition: scaler, params: {} }],
    rules: [smallPart(options.capital / 50), maxPositions(3), freeMargin(0.0006), venueLeverage],
    venue: { ...options.venue, makerFeeRate: -options.venue.takerFeeRate / 3 },
    markets: options.markets.map((market, k) => {
      if (k % 2 === 0) return market
      const instrument = createInstrument({ symbol: `SYM${k}/USDT`, tickSize: 0.01, lotSize: 0.001, minNotional: 1 })
      return { ...market, instrument, funding: [] }
    }),
  }
}

const BUSY: RandomRun = {
  seed: 4,
  markets: 3,
  strategies: 2,
  bars: 2000,
  capital: 1_000_000,
  leverage: 3,
  lotSize: 0.001,
  contractSize: 0.01,
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

describe('equity of the ledger is that of the engine at every close', () => {
  test('of random runs', () => {
    fc.assert(
      fc.property(randomRuns, fc.constantFrom(0, 7, 100), fc.boolean(), (run, depositEvery, isRich) => {
        expectBooksBalance(isRich ? richer(optionsOf(run)) : optionsOf(run), depositEvery)
      }),
      { numRuns: RUNS },
    )
  })

  test('of a run on no grid in which roundings leave a rest of an order that is filled', () => {
    const run = {
      ...BUSY,
      seed: 930_076,
      markets: 3,
      strategies: 1,
      bars: 214,
      leverage: 1,
      lotSize: 0,
      contractSize: 1,
    }
    const costs = {
      volumeLimit: 0.5,
      latencyMs: 0,
      costRate: 0.00001,
      priceImpact: 0,
      fundingRate: 0,
      volatility: 0.002,
    }
    const options = optionsOf({
      ...run,
      ...costs,
      capital: 1_000_000,
      chance: 0.02,
      limitFill: 'touch',
      hasDetail: false,
    })
    expectBooksBalance(richer(options), 0)
  })

  test.each([
    ['partial fills and funding', optionsOf(BUSY), { fills: 2000, funding: 200 }],
    [
      'leverage 50 and violent prices',
      optionsOf({ ...BUSY, capital: 10_000, leverage: 50, volatility: 0.05, fundingRate: 0.02 }),
      { fills: 1000, liquidations: 500 },
    ],
    [
      'positions that are scaled in and out, rebates and a spot market',
      richer(optionsOf({ ...BUSY, capital: 10_000, contractSize: 1, costRate: 0.00001, priceImpact: 0 })),
      { fills: 200, spot: 20, rebates: 50, scaled: 10, funding: 10 },
    ],
    [
      'quantities on no grid',
      richer(optionsOf({ ...BUSY, lotSize: 0, contractSize: 10, volumeLimit: 0.01 })),
      { fills: 1000, spot: 200 },
    ],
    [
      'a remainder of 3e-14 that the engine closes by an order of its own',
      richer(
        optionsOf({
          ...BUSY,
          seed: 6613,
          markets: 1,
          leverage: 1,
          lotSize: 0,
          contractSize: 1,
          volumeLimit: Number.POSITIVE_INFINITY,
          latencyMs: 400_000,
          costRate: 0.00001,
          priceImpact: 0,
          volatility: 0.01,
        }),
      ),
      { fills: 10, remainders: 1 },
    ],
  ])('of a long run with %s', (_name, options, least) => {
    const { events, worst } = expectBooksBalance(options, 50)
    expect(worst).toBeLessThan(1e-13)
    for (const [what, count] of Object.entries(countsOf(events)))
      expect(count, what).toBeGreaterThanOrEqual(new Map(Object.entries(least)).get(what) ?? 0)
  })
})
