import type { Bars } from '../../market/bars.ts'
import type { CloseTimes, RunResult } from '../run-result.ts'
import { BLOCK_BARS, EquityWalk } from './per-bar-metrics.ts'

/**
 * What the same capital would have become in the run's markets without any decision: an equal part in each, bought at the
 * open of its first bar in the run and held to the end, without costs and leverage. One value per bar of the run's curve.
 */
export function buyAndHoldEquity(run: RunResult): Float64Array {
  const held = new Float64Array(run.curve.time.length)
  new BuyAndHold(run).read(held, held.length)
  return held
}

/** The same, part by part: long runs need not keep all of it. */
class BuyAndHold {
  readonly #times: CloseTimes
  readonly #holdings: readonly Holding[]
  #next = 0

  constructor({ curve, markets, capital }: RunResult) {
    this.#times = curve.time
    this.#holdings = markets.map(({ bars }) => new Holding(bars, capital / markets.length, curve.time))
  }

  /** Writes the values of the next `count` bars to the start of `out`. */
  read(out: Float64Array, count: number): void {
    out.fill(0, 0, count)
    for (const holding of this.#holdings) holding.add(out, this.#times, this.#next, count)
    this.#next += count
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
  const source = new BuyAndHold(run)
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

/** A holding of one market, marked at the last close known at each time; before the market's first bar it is cash. */
class Holding {
  readonly #bars: Bars
  readonly #bought: number
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
    const { time: opens, close: closes, length, timeframeMs } = this.#bars
    let next = this.#next
    let value = this.#value
    for (let i = 0; i < count; i++) {
      const latestOpen = (times.at(from + i) as number) - timeframeMs
      while (next < length && (opens[next] as number) <= latestOpen) value = this.#bought * (closes[next++] as number)
      out[i] = (out[i] as number) + value
    }
    this.#next = next
    this.#value = value
  }
}
