import type { Prng } from '../../core/prng.ts'
import { drawCrash } from './crash.ts'
import type { Leg, RegimeName, RegimeSpan } from './leg.ts'
import { drawBetween } from './random.ts'

interface RegimeTraits {
  /** How often it is drawn. */
  readonly weight: number
  readonly minHours: number
  readonly maxHours: number
  readonly volatility: number
  /** Sizes of the mean return of a day. */
  readonly minDailyDrift: number
  readonly maxDailyDrift: number
  readonly pull: number
}

const TRAITS: Readonly<Record<Exclude<RegimeName, 'crash'>, RegimeTraits>> = {
  trend: trait(0.4, [24, 168], 0.95, [0.015, 0.05], 0),
  range: trait(0.38, [24, 192], 0.7, [0, 0], 1 / 1440),
  'high-volatility': trait(0.18, [12, 72], 1.6, [0, 0.02], 0),
}
const CRASH_WEIGHT = 0.04
/** Trends go up a little more often: that makes good for the crashes, and the price has no way to go in the long run. */
const UP_CHANCE = 0.55

export const REGIMES: readonly RegimeName[] = ['trend', 'range', 'high-volatility', 'crash']

const HOUR_MS = 3_600_000
const MINUTES_PER_DAY = 1440

/** The legs of [from, to). `only` keeps to one regime. The draws depend on nothing but the stream, so a longer market begins alike. */
export function drawLegs(draw: Prng, from: number, to: number, only?: RegimeName): Leg[] {
  const legs: Leg[] = []
  let before: Leg | undefined
  for (let at = from; at < to; at = before?.to ?? to) {
    const regime: RegimeName = only ?? drawRegime(draw, before?.regime)
    if (regime === 'crash') legs.push(...drawCrash(draw, at, only === 'crash'))
    else legs.push(drawLeg(draw, at, regime))
    before = legs.at(-1)
  }
  return legs.filter((leg) => leg.from < to)
}

/** The spans of the legs up to `to`. Legs of one regime that follow each other are one span. */
export function spansOf(legs: readonly Leg[], to: number): RegimeSpan[] {
  const spans: RegimeSpan[] = []
  for (const { from, to: end, regime } of legs) {
    const before = spans.at(-1)
    const start = before?.regime === regime ? (spans.pop()?.from ?? from) : from
    spans.push({ from: start, to: Math.min(end, to), regime })
  }
  return spans
}

/** What comes next: something else, and after a crash the aftershocks. */
function drawRegime(draw: Prng, before: RegimeName | undefined): RegimeName {
  if (before === 'crash') return 'high-volatility'
  const possible = REGIMES.filter((regime) => regime !== before)
  let rest = draw() * possible.reduce((sum, regime) => sum + weightOf(regime), 0)
  return possible.find((regime) => (rest -= weightOf(regime)) < 0) ?? 'trend'
}

function weightOf(regime: RegimeName): number {
  return regime === 'crash' ? CRASH_WEIGHT : TRAITS[regime].weight
}

function drawLeg(draw: Prng, from: number, regime: Exclude<RegimeName, 'crash'>): Leg {
  const { minHours, maxHours, minDailyDrift, maxDailyDrift, volatility, pull } = TRAITS[regime]
  const to = from + Math.floor(drawBetween(draw, minHours, maxHours)) * HOUR_MS
  const size = drawBetween(draw, minDailyDrift, maxDailyDrift) / MINUTES_PER_DAY
  const drift = draw() < UP_CHANCE ? size : -size
  return { from, to, regime, drift, volatility, pull }
}

function trait(
  weight: number,
  [minHours, maxHours]: readonly [number, number],
  volatility: number,
  [minDailyDrift, maxDailyDrift]: readonly [number, number],
  pull: number,
): RegimeTraits {
  return { weight, minHours, maxHours, volatility, minDailyDrift, maxDailyDrift, pull }
}
