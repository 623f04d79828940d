import type { Contribution, PositionSide } from '../core/order.ts'
import type { SideVote, Vote } from './vote.ts'

/** What several votes come to. */
export type Fusion =
  | { readonly side: 'hold' }
  | {
      readonly side: PositionSide
      /** 0 to 1: how sure those for it are, less how sure those against it are. */
      readonly confidence: number
      /** Distance of the stop from the price in percent: the mean of those for it, by their shares. */
      readonly stopPct: number
      /** Who is for it, and by how much; the shares sum to 1. In the order of their names. */
      readonly contributions: readonly Contribution[]
      readonly against: readonly Pick<SideVote, 'strategy' | 'side'>[]
    }

/**
 * One opinion from many. Each vote for a side counts weight x confidence; the side with more wins, and its confidence is the difference
 * over the weights of all who have an opinion, so those who disagree take from it. Equal sums are no opinion.
 * The order of the votes does not matter, a `hold` changes nothing, and weights may be scaled together.
 */
export function fuse(votes: readonly Vote[]): Fusion {
  // Sums of doubles depend on their order, so it is fixed here.
  const opinions = votes.filter(isOpinion).sort((a, b) => (a.strategy < b.strategy ? -1 : 1))
  const total = opinions.reduce((sum, { weight }) => sum + weight, 0)
  const long = strengthOf(opinions, 'long', total)
  const short = strengthOf(opinions, 'short', total)
  if (!(long !== short)) return { side: 'hold' }
  const side = long > short ? 'long' : 'short'
  const strength = Math.max(long, short)
  const contributions = opinions
    .filter((vote) => vote.side === side)
    .map(({ strategy, weight, confidence }) => ({ strategy, share: ((weight / total) * confidence) / strength }))
  return {
    side,
    confidence: Math.min(1, Math.abs(long - short)),
    stopPct: meanStop(opinions, side, contributions),
    contributions,
    against: opinions
      .filter((vote) => vote.side !== side)
      .map(({ strategy, side: other }) => ({ strategy, side: other })),
  }
}

function isOpinion(vote: Vote): vote is SideVote {
  return vote.side !== 'hold' && vote.weight > 0 && vote.confidence > 0
}

/** Weighted confidence of all who are for `side`, over the weights of all who have an opinion. */
function strengthOf(opinions: readonly SideVote[], side: PositionSide, total: number): number {
  let strength = 0
  for (const vote of opinions) if (vote.side === side) strength += (vote.weight / total) * vote.confidence
  return strength
}

function meanStop(opinions: readonly SideVote[], side: PositionSide, contributions: readonly Contribution[]): number {
  let mean = 0
  let k = 0
  for (const vote of opinions) {
    if (vote.side === side) mean += vote.stopPct * (contributions[k++]?.share ?? 0)
  }
  return mean
}

/** Who is for it and who against, in words: `momentum (0.60), breakout (0.40) over mean-reversion, which says short`. */
export function explainFusion(fusion: Exclude<Fusion, { side: 'hold' }>): string {
  const { contributions, against } = fusion
  const names = contributions.map(({ strategy, share }) => `${strategy} (${share.toFixed(2)})`).join(', ')
  if (against.length === 0) return names
  return `${names} over ${against.map(({ strategy, side }) => `${strategy} (${side})`).join(', ')}`
}
