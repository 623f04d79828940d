import type { Bars } from '../../market/bars.ts'
import type { CloseTimes, RunMarket, RunResult } from '../run-result.ts'
import { BLOCK_BARS, EquityWalk } from './per-bar-metrics.ts'

/**
 * What the same capital would have become in the run's markets without any decision: an equal part in each, bought at the
 * open of its first bar in the run and held to the end, without costs and leverage. One value per bar of the run's curve.
 */
export function buyAndHoldEquity({ curve, markets, capital, held }: RunResult): Float64Array {
  if (held !== undefined) return held
  const values = new Float64Array(curve.time.length)
  new BuyAndHold(markets, capital, curve.time).read(values, values.length)
  return values
}

/** The same, part by part: long runs need not keep all of it, and of a session old bars are dropped on the way. */
export class BuyAndHold {
  readonly #times: CloseTimes
  readonly #holdings: readonly Holding[]
  #next = 0

  /** @param times when bars close, the first of the run first; more may come */
  constructor(markets: readonly RunMarket[], capital: number, times: CloseTimes) {
    this.#times = times
    this.#holdings = markets.map(({ bars }) => new Holding(bars, capital / markets.length, times))
  }

  /** Writes the values of the next `count` bars to the start of `out`. */
  read(out: Float64Array, count: number): void {
    out.fill(0, 0, count)
    for (const holding of this.#holdings) holding.add(out, this.#times, this.#next, count)
    this.#next += count
  }

  /** The first `counts[m]` bars of each market are gone, all of which were read. */
  forget(counts: readonly number[]): void {
    for (const [m, holding] of this.#holdings.entries()) holding.forget(counts[m] as number)
  }
}

/** What a walk along the values tells. */
export interface HeldPath {
  readonly finalEquity: number
  readonly maxDrawdownPct: number
  /** The values at the bars that were asked for. */
  readonly equityAt: Float64Array
}

/** Walks along the values without keeping them; `bars` ascend. */
export function walkBuyAndHold(run: RunResult, bars: Int32Array): HeldPath {
  const count = run.curve.time.length
  const source = run.held === undefined ? new BuyAndHold(run.markets, run.capital, run.curve.time) : new Held(run.held)
  const walk = new EquityWalk(run.capital)
  const block = new Float64Array(BLOCK_BARS)
  const equityAt = new Float64Array(bars.length)
  let size = 0
  for (let from = 0, k = 0; from < count; from += size) {
    size = Math.min(BLOCK_BARS, count - from)
    source.read(block, size)
    walk.add(block, 0, size)
    for (; k < bars.length && (bars[k] as number) < from + size; k++)
      equityAt[k] = block[(bars[k] as number) - from] as number
  }
  const { maxDrawdownPct } = walk.metrics(count, 1)
  return { finalEquity: block[size - 1] ?? run.capital, maxDrawdownPct, equityAt }
}

/** The values as they were noted while the bars were there. */
class Held {
  readonly #values: Float64Array
  #next = 0

  constructor(values: Float64Array) {
    this.#values = values
  }

  read(out: Float64Array, count: number): void {
    out.set(this.#values.subarray(this.#next, this.#next + count))
    this.#next += count
  }
}

/** A holding of one market, marked at the last close known at each time; before the market's first bar it is cash. */
class Holding {
  readonly #bars: Bars
  #bought: number
  #next: number
  #value: number

  constructor(bars: Bars, amount: number, times: CloseTimes) {
    // The run began with the bar that closes at or first after the first time of its curve.
    this.#next = times.length === 0 ? 0 : bars.indexAtOrAfter((times.at(0) as number) - bars.timeframeMs)
    this.#bought = amount / (bars.open[this.#next] as number)
    this.#bars = bars
    this.#value = amount
  }

  /** Adds the value at time `from` and the next `count - 1` times to `out[0]` and on. */
  add(out: Float64Array, times: CloseTimes, from: number, count: number): void {
    const { time: opens, open, close: closes, length, timeframeMs } = this.#bars
    let next = this.#next
    // A market that had no bar when the run began is bought with its first.
    if (Number.isNaN(this.#bought) && next < length) this.#bought = this.#value / (open[next] as number)
    let value = this.#value
    for (let i = 0; i < count; i++) {
      const latestOpen = (times.at(from + i) as number) - timeframeMs
      while (next < length && (opens[next] as number) <= latestOpen) value = this.#bought * (closes[next++] as number)
      out[i] = (out[i] as number) + value
    }
    this.#next = next
    this.#value = value
  }

  forget(count: number): void {
    this.#next -= count
  }
}
