import { firstIndex } from '../core/bisect.ts'
import { createPrng } from '../core/prng.ts'
import type { ConditionBook } from '../engine/condition-watch.ts'
import { Engine } from '../engine/engine.ts'
import type { MarketPrices, StopLine } from '../engine/exit-rule-watch.ts'
import type { EngineObserver } from '../engine/ports.ts'
import { RunRecorder } from '../engine/run-recorder.ts'
import type { Slot } from '../engine/slot.ts'
import type { ExitRules } from '../exits/exit-rules.ts'
import type { LineSource } from '../indicators/indicator.ts'
import type { Line } from '../indicators/line.ts'
import { createLines } from '../indicators/lines.ts'
import { MarketColumns, surplusBars } from '../indicators/market-columns.ts'
import { atr } from '../indicators/volatility/atr.ts'
import type { Bars } from '../market/bars.ts'
import { Column } from '../market/column.ts'
import { ColumnMemory } from '../market/column-memory.ts'
import { type Moment, Timeline } from '../market/timeline.ts'
import type { Breaker } from '../risk/breakers.ts'
import type { GlobalHalt } from '../risk/global-halt.ts'
import { MarketReturns } from '../risk/market-returns.ts'
import { ATR_BARS, RETURN_BARS } from '../risk/read-by-rules.ts'
import type { DateOf } from '../risk/risk-day.ts'
import type { RiskRule } from '../risk/risk-rule.ts'
import { inUniverse, type SymbolFilter } from '../risk/rules/in-universe.ts'
import { strategyShare } from '../risk/rules/strategy-share.ts'
import { tradingStateRule } from '../risk/rules/trading-state-rule.ts'
import { Allocator } from '../signals/allocator.ts'
import type { Weighting } from '../signals/weights.ts'
import { Bar } from '../strategies/bar.ts'
import { buildOver } from '../strategies/build-strategy.ts'
import type { RunStrategy } from '../strategies/strategy.ts'
import type { SimulatedMarket } from './market-simulator.ts'
import { SimulatedVenue } from './simulated-venue.ts'
import type { VenueSettings } from './venue-settings.ts'

/** Bars that the venue looks at together, even when a strategy has something to say before: often that changes nothing. */
const STRETCH_BARS = 128

export interface RunOptions {
  readonly strategies: readonly RunStrategy[]
  /** All of one timeframe. Bars may be there from the start (a backtest) or be appended as time goes on (paper). */
  readonly markets: readonly SimulatedMarket[]
  readonly capital: number
  readonly leverage: number
  readonly maxHoldMs: number
  readonly rules: readonly RiskRule[]
  /** Losses at which the account is stopped, and the dates of their days: UTC when absent. */
  readonly breakers?: readonly Breaker[]
  readonly dateOf?: DateOf
  /** Stops the account together with others. */
  readonly globalHalt?: GlobalHalt
  /** How the strategies share the capital; without it each may use all of it. */
  readonly allocation?: Weighting
  /** Makes the universe of the markets of the run: symbols outside of it are not entered. */
  readonly universe?: (markets: readonly SimulatedMarket[]) => SymbolFilter
  /** How positions are left with profit, beside their stop and targets. */
  readonly exitRules?: ExitRules
  /** Makes the lines of each market that stops follow: see `stop-lines.ts`. */
  readonly stopLines?: (columns: readonly LineSource[]) => readonly (readonly StopLine[])[]
  /** Makes what reads conditions over the columns of the markets: see `condition-book.ts`. */
  readonly conditions?: (columns: readonly LineSource[]) => ConditionBook
  readonly venue: VenueSettings
  readonly seed: number
  /** Bars that will come, where that is known: room is made for the equity at their closes. */
  readonly expectedBars?: number
  /** Memory that several runs, one after the other, use for their columns. */
  readonly memory?: ColumnMemory
  /** Is told of everything as it happens. */
  readonly observer?: EngineObserver
}

/**
 * The engine against the simulated venue. A backtest and a paper run drive the same object, one in a tight loop, the other from a
 * queue: what is decided depends on the bars alone.
 */
export class SimulatedRun {
  readonly engine: Engine
  readonly venue: SimulatedVenue
  readonly recorder: RunRecorder
  /** Where the columns have their memory from. */
  readonly memory: ColumnMemory
  readonly #closes: readonly Column[]
  /** Open times of the first market: those of all while they are aligned. */
  readonly #times: Column
  readonly #barMs: number
  readonly #timeline: Timeline
  readonly #columns: readonly MarketColumns[]
  readonly #lastClosed: Int32Array
  readonly #noSurplus: readonly number[]
  /** When each market trades for the last time; Infinity where that is not known, or is done. */
  readonly #delistsAt: Float64Array
  /** Bars that the universe looks back on. */
  readonly #universeBars: number
  /** Returns of all markets, when a rule reads them. */
  readonly #returns: MarketReturns | undefined
  /** What a person told before the first bar. */
  #early: (() => void)[] = []

  constructor(options: RunOptions) {
    const { markets, strategies } = options
    this.#barMs = markets[0]?.bars.timeframeMs ?? 0
    this.#closes = markets.map(({ bars }) => bars.closeColumn)
    this.#times = markets[0]?.bars.timeColumn ?? new Column(0)
    this.#timeline = new Timeline(markets.map(({ bars }) => bars))
    this.memory = options.memory ?? new ColumnMemory()
    this.#columns = markets.map(({ bars }) => new MarketColumns(bars, this.memory))
    this.#lastClosed = new Int32Array(markets.length).fill(-1)
    this.#noSurplus = markets.map(() => 0)
    this.#delistsAt = Float64Array.from(markets, ({ delistedAt }) => delistedAt ?? Number.POSITIVE_INFINITY)
    const capacity = Math.max(options.expectedBars ?? 0, ...markets.map(({ bars }) => bars.capacity))
    const universe = options.universe?.(markets)
    this.#universeBars = Math.ceil((universe?.backMs ?? 0) / this.#barMs) + 1
    this.#returns = options.rules.some(({ reads }) => reads === 'returns')
      ? new MarketReturns(markets.length, RETURN_BARS)
      : undefined
    const names = strategies.map(({ definition }) => definition.name)
    const allocator = options.allocation === undefined ? undefined : new Allocator(names, options.allocation)
    this.recorder = new RunRecorder(this.memory.take(capacity), options.observer, allocator)
    this.venue = new SimulatedVenue(options.capital, markets, options.venue)
    this.engine = new Engine(
      {
        capital: options.capital,
        instruments: markets.map(({ instrument }) => instrument),
        strategyNames: names,
        barMs: this.#barMs,
        exitRules: options.exitRules,
        prices: markets.map(({ bars }) => pricesOf(bars)),
        stopLines: options.stopLines?.(this.#columns),
        leverage: options.leverage,
        feeRate: options.venue.takerFeeRate,
        maxHoldMs: options.maxHoldMs,
        rules: rulesOf(options.rules, universe, allocator),
        breakers: options.breakers ?? [],
        globalHalt: options.globalHalt,
        dateOf: options.dateOf,
        atrOf: this.#atrOf(options),
        returns: this.#returns,
        conditions: options.conditions?.(this.#columns),
        venue: this.venue,
        observer: this.recorder,
      },
      this.#buildSlots(options),
    )
    this.venue.connect(this.engine)
    this.prepare()
  }

  /** When the last bar that was played closed. */
  get closesAt(): number {
    return this.#timeline.closesAt
  }

  /** Something was told that waits for the first bar. */
  get isTold(): boolean {
    return this.#early.length > 0
  }

  /** Does what a person told: between two moments, or as the first bar opens, because before that there is no time to do it at. */
  tell(act: () => void): void {
    if (this.closesAt === Number.NEGATIVE_INFINITY) this.#early.push(act)
    else act()
  }

  /** Computes every line up to the last bar that the markets hold. Lines are causal: doing it early or late changes no value. */
  prepare(): void {
    for (const columns of this.#columns) columns.extend()
  }

  /** Bars have closed: the venue trades through them, then the engine decides. */
  step(moment: Moment): void {
    const { venue, engine, recorder } = this
    const { closed } = moment
    const closes = this.#closes
    // First all that happened inside the bars, then their closes: what a fill sets off must not know the close of another market.
    for (let m = 0; m < closes.length; m++) if ((closed[m] as number) >= 0) venue.advance(m, closed[m] as number)
    for (let m = 0; m < closes.length; m++) {
      const i = closed[m] as number
      if (i < 0) continue
      engine.marks[m] = (closes[m] as Column).values[i] as number
      this.#lastClosed[m] = i
    }
    this.#returns?.push(engine.marks)
    engine.step(moment)
    if (moment.closesAt >= this.#nextDelisting()) this.#delist(moment)
    engine.account.mark(engine.marks)
    recorder.close(engine.account)
  }

  /**
   * Goes on by up to `count` moments of the bars that are there, and gives the number done. While the markets are aligned, bars in
   * which the venue has nothing to do are gone through in stretches: the same decisions, quicker (a test compares the two bit for bit).
   */
  play(count: number): number {
    if (count === 0) return 0
    if (this.#early.length > 0) this.#actEarly()
    const timeline = this.#timeline
    const from = timeline.alignedIndex
    let done = from < 0 ? 0 : this.#playAligned(from, Math.min(from + count, timeline.alignedEnd))
    for (; done < count && timeline.next(); done++) this.step(timeline)
    return done
  }

  #actEarly(): void {
    const { opensAt } = this.#timeline
    if (opensAt === Number.POSITIVE_INFINITY) return
    this.engine.begin(opensAt)
    for (const act of this.#early) act()
    this.#early = []
  }

  #playAligned(from: number, end: number): number {
    for (let i = from; i < end; ) i = this.#playStretch(i, end)
    this.#timeline.jump(end - 1)
    return end - from
  }

  /** Goes on to the next bar in which something happens. Gives the first bar after it. */
  #playStretch(from: number, to: number): number {
    const { venue, engine, recorder } = this
    const times = this.#times.values
    const until =
      to - from <= STRETCH_BARS ? to : Math.min(to, Math.max(engine.nextSignal(from, to) + 1, from + STRETCH_BARS))
    const nextDelisting = this.#nextDelisting()
    const listed =
      nextDelisting === Number.POSITIVE_INFINITY
        ? until
        : firstIndex(from, until, (i) => (times[i] as number) + this.#barMs >= nextDelisting)
    const quiet = engine.quietUntil(this.#closes, times, from, venue.quietUntil(from, listed))
    if (quiet === from) {
      this.#timeline.jump(from)
      this.step(this.#timeline)
      return from + 1
    }
    const decided = engine.decideBars(times, from, quiet)
    recorder.closeBars(engine.account, this.#closes, from, decided)
    engine.noteEquity(recorder.equity.values, recorder.length - (decided - from), recorder.length)
    engine.noteBars(from, Math.min(decided, quiet - 1))
    this.#returns?.pushBars(this.#closes, from, Math.min(decided + 1, quiet))
    this.#mark(Math.min(decided, quiet - 1))
    if (decided === quiet) return quiet
    engine.noteClose()
    engine.settle()
    engine.account.mark(engine.marks)
    recorder.close(engine.account)
    return decided + 1
  }

  #nextDelisting(): number {
    const delistsAt = this.#delistsAt
    let next = Number.POSITIVE_INFINITY
    for (let m = 0; m < delistsAt.length; m++) next = Math.min(next, delistsAt[m] as number)
    return next
  }

  /** Markets that have traded for the last time: what is open there is closed at that price. */
  #delist({ closesAt }: Moment): void {
    for (const [m, at] of this.#delistsAt.entries()) {
      if (closesAt < at) continue
      this.#delistsAt[m] = Number.POSITIVE_INFINITY
      this.engine.delist(m)
      const last = this.#lastClosed[m] as number
      if (last >= 0) this.venue.settle(m, last)
    }
  }

  /** Bar `i` of every market is the last that has closed. */
  #mark(i: number): void {
    const { marks, account } = this.engine
    for (let m = 0; m < marks.length; m++) marks[m] = (this.#closes[m] as Column).values[i] as number
    this.#lastClosed.fill(i)
    account.mark(marks)
  }

  /** Money is paid in (positive) or taken out, between two moments. */
  deposit(amount: number): void {
    this.engine.deposit(amount)
    this.venue.deposit(amount)
  }

  /** Closes what is open at the last close of each market. */
  finish(reason: 'end_of_data' | 'force_exit' = 'end_of_data'): void {
    this.engine.closeAll(reason)
    for (const [m, i] of this.#lastClosed.entries()) if (i >= 0) this.venue.settle(m, i)
    const { account, marks } = this.engine
    account.mark(marks)
    this.recorder.closeAgain(account)
  }

  /**
   * How many of the oldest bars of each market may go when at least `keepBars` are to stay that every line has values for, and all that
   * the universe looks back on.
   */
  surplus(keepBars: number): readonly number[] {
    // Asked after every batch of bars, and nearly always there is nothing to drop.
    let most = 0
    for (let m = 0; m < this.#lastClosed.length; m++) most = Math.max(most, this.#lastClosed[m] as number)
    if (most < 2 * keepBars) return this.#noSurplus
    const longestWarmup = Math.max(0, ...this.#columns.map((columns) => columns.longestWarmup))
    const keep = Math.max(keepBars + longestWarmup, this.#universeBars)
    return Array.from(this.#lastClosed, (last) => surplusBars(last + 1, keep))
  }

  /** Drops as many bars as `surplus` gave, and all that was worked out for them: nothing that comes after is another for it. */
  forget(counts: readonly number[], keepBars: number): void {
    if (counts === this.#noSurplus) return
    if (counts.every((count) => count === 0)) return
    for (const [m, columns] of this.#columns.entries()) {
      const count = counts[m] as number
      columns.forget(count, keepBars)
      this.#lastClosed[m] = (this.#lastClosed[m] as number) - count
    }
    this.#timeline.forget(counts)
    this.engine.forget(counts)
    this.venue.forget(counts)
  }

  /** Gives the memory of the columns back; no strategy of this run may be asked any more. */
  release(): void {
    for (const columns of this.#columns) columns.release()
  }

  /** What tells the average true range of a market, when a rule reads it. */
  #atrOf({ rules }: RunOptions): ((market: number) => number) | undefined {
    if (!rules.some(({ reads }) => reads === 'atr')) return undefined
    const lines = this.#columns.map((columns) => createLines(columns, { atr }).atr(ATR_BARS))
    return (market) => (lines[market] as Line).at({ position: this.#lastClosed[market] as number })
  }

  #buildSlots({ strategies, markets, seed }: RunOptions): Slot[] {
    const slots: Slot[] = []
    for (const [market, { instrument, bars }] of markets.entries()) {
      const columns = this.#columns[market] as MarketColumns
      for (const [strategy, { definition, params, guard }] of strategies.entries()) {
        const random = createPrng(seed ^ hashOf(`${definition.name} ${instrument.symbol}`))
        slots.push({
          index: slots.length,
          strategy,
          strategyName: definition.name,
          market,
          sizing: definition.sizing ?? 'risk',
          bar: new Bar(bars),
          guard,
          decide: buildOver(columns, definition, { params, symbol: instrument.symbol, random }, guard),
        })
      }
    }
    return slots
  }
}

function pricesOf({ timeColumn: time, highColumn: high, lowColumn: low, closeColumn: close }: Bars): MarketPrices {
  return { time, high, low, close }
}

/** The rules of the run, with those that follow from how it is set up. */
function rulesOf(
  rules: readonly RiskRule[],
  universe: SymbolFilter | undefined,
  allocator: Allocator | undefined,
): RiskRule[] {
  return [
    tradingStateRule,
    ...rules,
    ...(allocator === undefined ? [] : [strategyShare((k) => allocator.shareOf(k))]),
    ...(universe === undefined ? [] : [inUniverse(universe)]),
  ]
}

/** FNV-1a over the text, so that each strategy and symbol draws its own chances. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}
