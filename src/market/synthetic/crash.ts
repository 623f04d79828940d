import type { Prng } from '../../core/prng.ts'
import type { Leg } from './leg.ts'
import { drawBetween } from './random.ts'

const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
/** Keeps the fall to its course: left to its volatility, one crash in ten would not fall at all. */
const PULL = 1 / 60

/**
 * A crash: a fall of a fifth to two fifths within a day, then a part of it back in a day or two. A market of nothing but crashes
 * would soon be worth nothing, so each then goes the rest of the way back (`recoversFully`).
 */
export function drawCrash(draw: Prng, from: number, recoversFully: boolean): Leg[] {
  const fallen = drawBetween(draw, 0.22, 0.38)
  const trough = 1 - fallen
  const recovered = trough + fallen * drawBetween(draw, 0.3, 0.6)
  const fall = leg(from, hours(draw, 8, 20), -fallen, 2.5)
  const rebound = leg(fall.to, hours(draw, 18, 48), recovered / trough - 1, 1.8)
  if (!recoversFully) return [fall, rebound]
  return [fall, rebound, leg(rebound.to, hours(draw, 48, 120), 1 / recovered - 1, 1.2)]
}

function leg(from: number, minutes: number, move: number, volatility: number): Leg {
  return { from, to: from + minutes * MINUTE_MS, regime: 'crash', drift: move / minutes, volatility, pull: PULL }
}

function hours(draw: Prng, low: number, high: number): number {
  return Math.floor(drawBetween(draw, low, high + 1)) * HOUR_MINUTES
}
