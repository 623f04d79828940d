import type { Prng } from '../../core/prng.ts'
import { drawBetween } from './random.ts'

const MIN_JUMP = 4
const MAX_JUMP = 18

/** A sudden move, up or down, in deviations of a minute; 0 when none comes, which is nearly always. */
export function drawJump(draw: Prng, chance: number): number {
  if (draw() >= chance) return 0
  const size = drawBetween(draw, MIN_JUMP, MAX_JUMP)
  return draw() < 0.5 ? -size : size
}
