import { fail } from '../core/assert.ts'
import { firstIndex } from '../core/bisect.ts'
import type { ExitReason } from '../core/exit-reason.ts'
import type { Filled } from '../core/filled.ts'
import type { Instrument } from '../core/instrument.ts'
import { type ExitLevels, setExitLevels } from '../exits/exit-levels.ts'
import { type Course, dueExit, type ExitRules, ruledReason, ruledStop } from '../exits/exit-rules.ts'
import { tighterStop } from '../exits/levels.ts'
import type { Column } from '../market/column.ts'
import type { Account } from './account.ts'
import type { Position } from './position.ts'

/** The bars of a market as exits see them. */
export interface MarketPrices {
  readonly time: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
}

/** A line of a market that the stops of its longs follow, and one for its shorts; NaN where it is not known. */
export interface StopLine {
  readonly long: Column
  readonly short: Column
}

/** What is done with a position at a close. */
export interface ExitAct {
  readonly reason: ExitReason
  /** Where its stop goes; NaN when it is closed. */
  readonly stopPrice: number
}

const NO_LINES: readonly StopLine[] = []

/** Watches the exit rules of a run over the bars of open positions. The best price is kept with the position: it ends with it. */
export class ExitRuleWatch {
  readonly #account: Account
  readonly #options: ExitRuleOptions
  /** Filled anew for each position. */
  readonly #course: Filled<Course> = {
    side: 'long',
    entryPrice: 0.5,
    leverage: 0.5,
    initialStopPrice: 0.5,
    stopPrice: 0.5,
    bestPrice: 0.5,
    price: 0.5,
    linePrice: 0.5,
    ageMs: 0.5,
  }
  /** The levels of the position of each market, as long as they hold. */
  readonly #levels: (KnownLevels | undefined)[] = []

  constructor(account: Account, options: ExitRuleOptions) {
    this.#account = account
    this.#options = options
  }

  /** What is to be done with `position` at the close of bar `i` of its market, whose prices it takes in. */
  act(position: Position, i: number): ExitAct | undefined {
    const { exitRules, instruments } = this.#options
    if (exitRules === undefined) return undefined
    const isQuiet = this.#quietFor(exitRules, position, i, i + 1) > i
    if (isQuiet) position.bestPrice = bestIn(position, this.#extremesOf(position), i, i)
    else this.takeIn(position, i)
    if (isQuiet) return undefined
    const course = this.#follow(position, i)
    const reason = dueExit(exitRules, course)
    if (reason !== undefined) return { reason, stopPrice: Number.NaN }
    const { sign, stopPrice } = position
    const ruled = ruledStop(exitRules, course)
    // A stop only ever tightens; what says nothing (NaN) is not tighter.
    if (!(sign * ruled > sign * stopPrice)) return undefined
    const wanted = (instruments[position.market] as Instrument).tick.nearest(ruled)
    if (!(sign * wanted > sign * stopPrice)) return undefined
    // Beyond the price it would trigger at once: the position is left at the market instead.
    const isReached = sign * wanted >= sign * course.price
    return { reason: ruledReason(exitRules, course), stopPrice: isReached ? Number.NaN : wanted }
  }

  /** Takes in the prices of bar `i`, at which something is to be done, by `act` or by nobody: the levels are others afterwards. */
  takeIn(position: Position, i: number): void {
    if (this.#options.exitRules === undefined) return
    position.bestPrice = bestIn(position, this.#extremesOf(position), i, i)
    this.#levels[position.market]?.drop()
  }

  /** The first bar in [from, to) of aligned markets at which something may be to be done, or `to`: `act` or `takeIn` is due there. */
  quietUntil(from: number, to: number): number {
    const { exitRules } = this.#options
    let end = to
    if (exitRules === undefined || from === to) return end
    for (const position of this.#account.open) end = this.#quietFor(exitRules, position, from, end)
    return end
  }

  /** Takes in the prices of bars `from` to `last`, at which there was nothing to do. */
  note(from: number, last: number): void {
    if (this.#options.exitRules === undefined) return
    for (const position of this.#account.open)
      position.bestPrice = bestIn(position, this.#extremesOf(position), from, last)
  }

  /** The same for one position, from one step of its age to the next. */
  #quietFor(rules: ExitRules, position: Position, from: number, to: number): number {
    for (let i = from; i < to; ) {
      const known = this.#levelsOf(rules, position, i)
      // At least one bar further: a time with a fraction of a millisecond may round to that of the bar itself.
      const end = Math.max(i + 1, this.#firstAfter(position, known.until, i, to))
      const due = this.#firstDue(position, known.levels, from, i, end)
      if (due < end) return due
      i = end
    }
    return to
  }

  /** The levels of `position` at bar `i`: those of the bar before, unless something has changed. */
  #levelsOf(rules: ExitRules, position: Position, i: number): KnownLevels {
    const known = this.#levels[position.market]
    const openAt = this.#pricesOf(position).time.values[i] as number
    if (known?.holds(position, openAt)) return known
    const { instruments, barMs } = this.#options
    const fresh = known ?? new KnownLevels()
    const { tick } = instruments[position.market] as Instrument
    setExitLevels(rules, this.#follow(position, i), tick, fresh.levels)
    fresh.hold(position, openAt, position.openedAt + fresh.levels.enoughUntilMs - barMs)
    this.#levels[position.market] = fresh
    return fresh
  }

  /** The first bar in [from, to) that opens at `until` or later, or `to`. */
  #firstAfter(position: Position, until: number, from: number, to: number): number {
    if (until === Number.POSITIVE_INFINITY) return to
    const { values } = this.#pricesOf(position).time
    return firstIndex(from, to, (k) => (values[k] as number) >= until)
  }

  /** The first bar in [from, to) at which a level of `position` is reached, or `to`. The best price is that before bar `knownTo`. */
  #firstDue(position: Position, levels: ExitLevels, knownTo: number, from: number, to: number): number {
    const { close } = this.#pricesOf(position)
    const extremes = this.#extremesOf(position)
    const best = bestIn(position, extremes, knownTo, from - 1)
    let due = firstReached(position.sign, levels, best, extremes, close.values, from, to)
    for (const line of this.#linesOf(position))
      due = firstBeyond(position.sign, levels.linePrice, lineFor(position, line), from, due)
    return due
  }

  /** `position` as of the close of bar `i`. */
  #follow(position: Position, i: number): Course {
    const { time, close } = this.#pricesOf(position)
    const course = this.#course
    course.side = position.side
    course.entryPrice = position.entryPrice
    course.leverage = position.plan.leverage
    course.initialStopPrice = position.initialStopPrice
    course.stopPrice = position.stopPrice
    course.bestPrice = position.bestPrice
    course.price = close.values[i] as number
    course.linePrice = Number.NaN
    course.ageMs = (time.values[i] as number) + this.#options.barMs - position.openedAt
    for (const line of this.#linesOf(position))
      course.linePrice = tighterStop(position.side, course.linePrice, lineFor(position, line)[i] as number)
    return course
  }

  #pricesOf({ market }: Position): MarketPrices {
    return this.#options.prices?.[market] ?? fail(`exit rules have no prices of market ${market}`)
  }

  /** The best price of each bar for `position`. */
  #extremesOf(position: Position): Float64Array {
    const { high, low } = this.#pricesOf(position)
    return position.side === 'long' ? high.values : low.values
  }

  #linesOf({ market }: Position): readonly StopLine[] {
    return this.#options.stopLines?.[market] ?? NO_LINES
  }
}

/** Levels of a position, and what they were worked out of. */
class KnownLevels {
  readonly levels: Filled<ExitLevels> = {
    raisePrice: 0.5,
    linePrice: 0.5,
    armPrice: 0.5,
    leaveShare: 0.5,
    leaveShift: 0.5,
    enoughPrice: 0.5,
    enoughUntilMs: 0.5,
  }
  /** They hold for bars that open from `#since` on and before `until`. */
  until = 0.5
  #since = 0.5
  #openedAt = 0.5
  #stopPrice = 0.5
  #cost = 0.5
  #quantity = 0.5

  hold({ openedAt, stopPrice, cost, quantity }: Position, since: number, until: number): void {
    this.#since = since
    this.until = until
    this.#openedAt = openedAt
    this.#stopPrice = stopPrice
    this.#cost = cost
    this.#quantity = quantity
  }

  /** They hold no more. */
  drop(): void {
    this.until = Number.NEGATIVE_INFINITY
  }

  /** Whether `position` is what they were worked out of, and a bar that opens at `openAt` is one that they hold for. */
  holds({ openedAt, stopPrice, cost, quantity }: Position, openAt: number): boolean {
    return (
      openAt < this.until &&
      openAt >= this.#since &&
      openedAt === this.#openedAt &&
      stopPrice === this.#stopPrice &&
      cost === this.#cost &&
      quantity === this.#quantity
    )
  }
}

function lineFor({ side }: Position, line: StopLine): Float64Array {
  return side === 'long' ? line.long.values : line.short.values
}

/** The best price of `position` when bars `from` to `last` are taken in. */
function bestIn({ sign, bestPrice }: Position, extremes: Float64Array, from: number, last: number): number {
  let best = sign * (Number.isNaN(bestPrice) ? -sign * Number.POSITIVE_INFINITY : bestPrice)
  for (let i = from; i <= last; i++) {
    const reached = sign * (extremes[i] as number)
    if (reached > best) best = reached
  }
  return sign * best
}

/** The first bar in [from, to) that reaches one of `levels`, or `to`. */
function firstReached(
  sign: 1 | -1,
  { raisePrice, armPrice, leaveShare, leaveShift, enoughPrice }: ExitLevels,
  bestPrice: number,
  extremes: Float64Array,
  closes: Float64Array,
  from: number,
  to: number,
): number {
  let best = bestPrice
  let leave = sign * (best - armPrice) >= 0 ? leaveShare * best + leaveShift : Number.NaN
  if (sign * (best - raisePrice) >= 0) return from
  for (let i = from; i < to; i++) {
    const reached = extremes[i] as number
    if (sign * (reached - best) > 0) {
      best = reached
      if (sign * (best - raisePrice) >= 0) return i
      if (sign * (best - armPrice) >= 0) leave = leaveShare * best + leaveShift
    }
    const price = closes[i] as number
    if (sign * (price - leave) <= 0 || sign * (price - enoughPrice) >= 0) return i
  }
  return to
}

/** The first bar in [from, to) at which a line is at `price` or beyond, or `to`. */
function firstBeyond(sign: 1 | -1, price: number, line: Float64Array, from: number, to: number): number {
  let i = from
  while (i < to && !(sign * ((line[i] as number) - price) >= 0)) i++
  return i
}

export interface ExitRuleOptions {
  readonly instruments: readonly Instrument[]
  readonly barMs: number
  /** How positions are left with profit; without it by their stop and targets alone. */
  readonly exitRules?: ExitRules | undefined
  /** The bars that exit rules read, one for each market. */
  readonly prices?: readonly MarketPrices[] | undefined
  /** The lines that stops follow, for each market. */
  readonly stopLines?: readonly (readonly StopLine[])[] | undefined
}
