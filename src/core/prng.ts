/** A seeded source of numbers in [0, 1). Same seed, same sequence, on every machine. */
export type Prng = () => number

/**
 * sfc32 by Chris Doty-Humphrey (PractRand): 128 bits of state, integer arithmetic only, so every platform gives the same bits.
 * The first fifteen draws are dropped to mix the seed.
 */
export function createPrng(seed: number): Prng {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88 | 0
  let c = 0xb7e15162 | 0
  let d = seed ^ 0xdeadbeef
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let i = 0; i < 15; i++) next()
  return next
}
