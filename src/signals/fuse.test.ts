import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainFusion, fuse } from './fuse.ts'
import type { Vote } from './vote.ts'

const votes: fc.Arbitrary<Vote[]> = fc
  .array(
    fc.record({
      side: fc.constantFrom('long', 'short', 'hold'),
      weight: fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 10, noNaN: true })),
      confidence: fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true })),
      stopPct: fc.double({ min: 0.1, max: 10, noNaN: true }),
    }),
    { maxLength: 8 },
  )
  .map((list) => list.map((vote, k) => ({ ...vote, strategy: `s${k}` }) as Vote))

test('the sides are weighed against each other', () => {
  const fusion = fuse([
    { strategy: 'b', side: 'long', weight: 1, confidence: 0.8, stopPct: 2 },
    { strategy: 'a', side: 'long', weight: 2, confidence: 0.6, stopPct: 4 },
    { strategy: 'c', side: 'short', weight: 1, confidence: 0.4, stopPct: 1 },
  ])
  if (fusion.side === 'hold') throw new Error('long is stronger')
  expect(fusion.side).toBe('long')
  expect(fusion.confidence).toBeCloseTo((1.2 + 0.8 - 0.4) / 4, 12)
  expect(fusion.contributions.map(({ strategy }) => strategy)).toEqual(['a', 'b'])
  expect(fusion.contributions[0]?.share).toBeCloseTo(0.6, 12)
  expect(fusion.stopPct).toBeCloseTo(0.6 * 4 + 0.4 * 2, 12)
  expect(explainFusion(fusion)).toBe('a (0.60), b (0.40) over c (short)')
})

test('no votes, votes of no weight and equal sides are no opinion', () => {
  expect(fuse([]).side).toBe('hold')
  expect(fuse([{ strategy: 'a', side: 'long', weight: 0, confidence: 1, stopPct: 1 }]).side).toBe('hold')
  const both = (side: 'long' | 'short') => ({ strategy: side, side, weight: 1, confidence: 0.5, stopPct: 1 })
  expect(fuse([both('long'), both('short')]).side).toBe('hold')
})

test('the order of the strategies does not matter, to the last bit', () => {
  fc.assert(
    fc.property(votes, fc.integer({ min: 0, max: 7 }), (list, turn) => {
      const turned = [...list.slice(turn), ...list.slice(0, turn)].reverse()
      expect(fuse(turned)).toEqual(fuse(list))
    }),
  )
})

test('a hold changes nothing', () => {
  fc.assert(
    fc.property(votes, fc.double({ min: 0, max: 10, noNaN: true }), (list, weight) => {
      expect(fuse([{ strategy: 'silent', side: 'hold', weight }, ...list])).toEqual(fuse(list))
    }),
  )
})

test('weights may be scaled together', () => {
  fc.assert(
    fc.property(votes, fc.constantFrom(0.25, 0.5, 2, 1024), (list, factor) => {
      // Powers of two scale doubles exactly, so nothing may differ.
      expect(fuse(list.map((vote) => ({ ...vote, weight: vote.weight * factor })))).toEqual(fuse(list))
    }),
  )
})

test('confidence and shares stay within their bounds, whoever votes', () => {
  fc.assert(
    fc.property(votes, (list) => {
      const fusion = fuse(list)
      if (fusion.side === 'hold') return
      expect(fusion.confidence).toBeGreaterThan(0)
      expect(fusion.confidence).toBeLessThanOrEqual(1)
      expect(fusion.contributions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
      expect(fusion.stopPct).toBeGreaterThan(0)
    }),
  )
})
