import type { Trade } from '../core/trade.ts'
import { TrackRecord } from './track-record.ts'
import { type Weighting, weightsOf } from './weights.ts'

/** Shares the capital of an account among its strategies, by what the trades of each came to. */
export class Allocator {
  readonly #names: readonly string[]
  readonly #weighting: Weighting
  readonly #records: readonly TrackRecord[]
  #shares: readonly number[]

  constructor(names: readonly string[], weighting: Weighting) {
    this.#names = names
    this.#weighting = weighting
    this.#records = names.map(() => new TrackRecord())
    this.#shares = weightsOf(weighting, this.#records)
  }

  /** The share of a strategy, 0 to 1. */
  shareOf(strategy: number): number {
    return this.#shares[strategy] ?? 0
  }

  onTrade(trade: Trade): void {
    this.#records[this.#names.indexOf(trade.strategy)]?.add(resultR(trade))
    this.#shares = weightsOf(this.#weighting, this.#records)
  }
}

/** What a trade came to after costs, in R: multiples of what it would have lost at its first stop. */
export function resultR({ entryPrice, stopPrice, returnPct }: Trade): number {
  const riskPct = (Math.abs(entryPrice - stopPrice) / entryPrice) * 100
  return riskPct > 0 ? returnPct / riskPct : 0
}
