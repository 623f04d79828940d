import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstIndex } from './bisect.ts'

test('finds what a walk finds, and asks for no index outside', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -9, max: 9 })),
      fc.integer({ min: -10, max: 10 }),
      fc.nat(5),
      (any, limit, from) => {
        const values = any.sort((a, b) => a - b)
        const to = Math.max(from, values.length)
        const holds = (i: number) => (values[i] ?? Number.POSITIVE_INFINITY) >= limit
        let walked = from
        while (walked < to && !holds(walked)) walked++
        const asked: number[] = []
        const found = firstIndex(from, to, (i) => asked.push(i) > 0 && holds(i))
        expect(found).toBe(walked)
        expect(asked.every((i) => i >= from && i < to)).toBe(true)
      },
    ),
  )
})
