import { createPrng, type Prng } from '../../core/prng.ts'

/** A stream of numbers that belongs to a name: what others draw does not change it. */
export function namedPrng(seed: number, name: string): Prng {
  let hash = 0x811c9dc5 ^ seed
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return createPrng(hash)
}

/**
 * A draw with mean 0 and deviation 1, nearly normal: the sum of four uniform draws (Irwin-Hall). The exact ways need logarithms or
 * cosines, which differ between platforms in their last bit. The fat tails of markets come from changing volatility and jumps.
 */
export function drawNormal(draw: Prng): number {
  return (draw() + draw() + draw() + draw() - 2) * 1.7320508075688772
}

/** A draw between two bounds. */
export function drawBetween(draw: Prng, low: number, high: number): number {
  return low + (high - low) * draw()
}
