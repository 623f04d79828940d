import type { BarPosition, Line } from '../../indicators/line.ts'

/** A candlestick pattern that votes. */
export interface PatternVote {
  /** As a person calls it. */
  readonly name: string
  /** 100, 0 or -100. */
  readonly line: Line
  /** What its vote counts; below 0 the pattern votes against the sign of its line. */
  readonly weight: number
  /** Bars that it consists of. */
  readonly bars: number
}

/** Patterns that end at one bar, as votes for up (above 0) or down. */
export class PatternVotes {
  readonly #votes: readonly PatternVote[]

  constructor(votes: readonly PatternVote[]) {
    this.#votes = votes
  }

  /** The sum of the votes at `bar`: NaN until every pattern can be known. */
  at(bar: BarPosition): number {
    const votes = this.#votes
    let sum = 0
    for (let k = 0; k < votes.length; k++) {
      const { line, weight } = votes[k] as PatternVote
      sum += weight * line.at(bar)
    }
    return sum / 100
  }

  /** The names of the patterns that vote for `sign`, the first first: `engulfing, tweezers`. */
  names(bar: BarPosition, sign: number): string {
    return this.#votes
      .filter((vote) => isFor(vote, bar, sign))
      .map(({ name }) => name)
      .join(', ')
  }

  /** The lowest value of `low` over the bars of the patterns that vote for `sign`. */
  lowest(low: Line, bar: BarPosition, sign: number): number {
    let lowest = Number.POSITIVE_INFINITY
    for (let ago = this.#length(bar, sign) - 1; ago >= 0; ago--) lowest = Math.min(lowest, low.before(bar, ago))
    return lowest
  }

  /** The highest value of `high` over the bars of the patterns that vote for `sign`. */
  highest(high: Line, bar: BarPosition, sign: number): number {
    let highest = Number.NEGATIVE_INFINITY
    for (let ago = this.#length(bar, sign) - 1; ago >= 0; ago--) highest = Math.max(highest, high.before(bar, ago))
    return highest
  }

  /** Bars of the longest pattern that votes for `sign`. */
  #length(bar: BarPosition, sign: number): number {
    let length = 0
    for (const vote of this.#votes) if (vote.bars > length && isFor(vote, bar, sign)) length = vote.bars
    return length
  }
}

function isFor({ line, weight }: PatternVote, bar: BarPosition, sign: number): boolean {
  return sign * weight * line.at(bar) > 0
}
