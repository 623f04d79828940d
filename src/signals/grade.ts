import type { RegimeName } from '../indicators/trend/regime.ts'

/** How good a signal is, A the best. */
export type Grade = 'A' | 'B' | 'C' | 'D'

export interface GradedQualities {
  /** 0 to 1. */
  readonly confidence: number
  /** What the targets give on average, in R. */
  readonly rewardToRisk: number
  /** The regime of the market, undefined while it is not known. */
  readonly regime: RegimeName | undefined
  /** The regimes that the strategy is made for; any when undefined. */
  readonly madeFor: readonly RegimeName[] | undefined
}

/** Least score of each grade; below the last it is a D. */
const LEAST: readonly (readonly [Grade, number])[] = [
  ['A', 75],
  ['B', 60],
  ['C', 45],
]

/** A reward of so many R is as good as any. */
const FULL_REWARD_R = 3

/** 0 to 100: half of it confidence, a quarter the reward of up to 3R, a quarter how well the strategy fits the regime. */
export function scoreOf({ confidence, rewardToRisk, regime, madeFor }: GradedQualities): number {
  const reward = Math.max(0, Math.min(1, rewardToRisk / FULL_REWARD_R))
  // What is made for any market, or a market that is not known yet, is neither a good fit nor a bad one.
  const fit = madeFor === undefined || regime === undefined ? 0.5 : madeFor.includes(regime) ? 1 : 0
  return 100 * (0.5 * confidence + 0.25 * reward + 0.25 * fit)
}

export function gradeOf(score: number): Grade {
  return LEAST.find(([, least]) => score >= least)?.[0] ?? 'D'
}
