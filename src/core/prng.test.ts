import { expect, test } from 'vitest'
import { createPrng } from './prng.ts'

test('the same seed draws the same numbers for ever', () => {
  const draw = createPrng(42)
  const again = createPrng(42)
  const first = [draw(), draw(), draw()]
  expect([again(), again(), again()]).toEqual(first)
  expect(createPrng(43)()).not.toBe(first[0])
})

test('numbers lie in [0, 1) and are spread evenly', () => {
  const draw = createPrng(1)
  const counts = new Array<number>(10).fill(0)
  for (let i = 0; i < 100_000; i++) {
    const value = draw()
    expect(value >= 0 && value < 1).toBe(true)
    counts[Math.floor(value * 10)] = (counts[Math.floor(value * 10)] ?? 0) + 1
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
})
