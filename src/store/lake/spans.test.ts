import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Span, unionOf, withoutSpans } from './spans.ts'

const span = (from: number, to: number): Span => ({ from, to })

test('spans that overlap or touch are one', () => {
  expect(unionOf([span(5, 7), span(1, 3), span(3, 4), span(6, 9), span(2, 2)])).toEqual([span(1, 4), span(5, 9)])
})

test('what is in others is cut out of the middle and of the ends', () => {
  expect(withoutSpans([span(0, 10), span(20, 30)], [span(4, 5), span(8, 22), span(29, 40)])).toEqual([
    span(0, 4),
    span(5, 8),
    span(22, 29),
  ])
})

test('an instant is left when one has it and no other', () => {
  const some = fc.array(fc.tuple(fc.nat(30), fc.nat(8)).map(([from, length]) => span(from, from + length)))
  const holds = (spans: readonly Span[], at: number) => spans.some(({ from, to }) => at >= from && at < to)
  fc.assert(
    fc.property(some, some, (spans, others) => {
      const left = withoutSpans(spans, others)
      for (let at = 0; at < 40; at++) expect(holds(left, at)).toBe(holds(spans, at) && !holds(others, at))
      expect(unionOf(left)).toEqual(left)
    }),
  )
})
