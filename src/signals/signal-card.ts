import type { Contribution, PositionSide } from '../core/order.ts'
import { type EntrySignal, targetsOf } from '../core/signal.ts'
import { STANDARD_TARGETS } from '../core/standard-targets.ts'
import type { RegimeName } from '../indicators/trend/regime.ts'
import { type Grade, gradeOf, scoreOf } from './grade.ts'
import { levelsOf, rewardToRisk, type SignalLevels } from './signal-levels.ts'

/** Everything about a signal that a person or a program wants to know before acting on it. */
export interface SignalCard extends SignalLevels {
  readonly symbol: string
  readonly strategy: string
  readonly side: PositionSide
  /** Close of the bar at which it was given, UTC, in milliseconds. */
  readonly at: number
  /** Bars that have closed since. */
  readonly ageBars: number
  readonly entryPrice: number
  /** Distance of the stop from the entry, in percent. */
  readonly riskPct: number
  /** What the targets give on average, in R. */
  readonly rewardToRisk: number
  readonly confidence: number
  /** 0 to 100. */
  readonly score: number
  readonly grade: Grade
  /** The regime of the market now, null while it is not known. */
  readonly regime: RegimeName | null
  readonly invalidation: string | null
  readonly contributions: readonly Contribution[] | null
  readonly reason: string
}

export interface SignalPlace {
  readonly symbol: string
  readonly strategy: string
  readonly at: number
  readonly ageBars: number
  readonly price: number
  readonly regime: RegimeName | undefined
  readonly madeFor: readonly RegimeName[] | undefined
  readonly invalidation: string | undefined
}

/** The card of `signal`. One that names no target gets the standard ones. */
export function signalCard(signal: EntrySignal, place: SignalPlace): SignalCard {
  const named = targetsOf(signal)
  const levels = levelsOf(signal, place.price, named.length === 0 ? STANDARD_TARGETS : named)
  const reward = rewardToRisk(levels)
  const { regime, madeFor } = place
  const score = scoreOf({ confidence: signal.confidence, rewardToRisk: reward, regime, madeFor })
  return {
    symbol: place.symbol,
    strategy: place.strategy,
    side: signal.side,
    at: place.at,
    ageBars: place.ageBars,
    entryPrice: place.price,
    ...levels,
    riskPct: (Math.abs(place.price - levels.stopPrice) / place.price) * 100,
    rewardToRisk: reward,
    confidence: signal.confidence,
    score,
    grade: gradeOf(score),
    regime: regime ?? null,
    invalidation: place.invalidation ?? null,
    contributions: signal.contributions ?? null,
    reason: signal.reason,
  }
}

/** The card in a few lines of text; `price` writes prices in the steps of the market. */
export function describeCard(card: SignalCard, price: (value: number) => string): string[] {
  const { symbol, strategy, side, grade, score, confidence, riskPct, targets } = card
  const sure = `confidence ${confidence.toFixed(2)}, score ${score.toFixed(0)}`
  const levels = targets.map(
    (target, k) => `TP${k + 1} ${price(target.price)} (${target.r.toFixed(1)}R, ${(target.share * 100).toFixed(0)} %)`,
  )
  const breakEven = targets.length > 1 ? '; the stop goes to the entry after TP1' : ''
  return [
    `${grade}  ${symbol} ${side.toUpperCase()} by ${strategy} (${sure})`,
    `entry ${price(card.entryPrice)}, stop ${price(card.stopPrice)} (${riskPct.toFixed(2)} %), ${levels.join(', ')}${breakEven}`,
    `why: ${card.reason}${card.regime === null ? '' : `; the market is ${card.regime}`}`,
    ...(card.invalidation === null ? [] : [`void when: ${card.invalidation}`]),
  ]
}

/** The best of several signals, by confidence, then score, then name; undefined when none is as sure as `minConfidence`. */
export function bestSignal(cards: readonly SignalCard[], minConfidence: number): SignalCard | undefined {
  const sure = cards.filter(({ confidence }) => confidence >= minConfidence)
  const name = ({ symbol, strategy }: SignalCard) => `${symbol} ${strategy}`
  return sure.sort((a, b) => b.confidence - a.confidence || b.score - a.score || (name(a) < name(b) ? -1 : 1))[0]
}
