import { expect, test } from 'vitest'
import { Line } from '../../indicators/line.ts'
import { Column } from '../../market/column.ts'
import { PatternVotes } from './pattern-votes.ts'

function lineOf(...values: number[]): Line {
  const column = new Column(values.length)
  column.values.set(values)
  return new Line({ column, warmup: 0 })
}

const low = lineOf(1, 2, 3, 4)
const high = lineOf(9, 8, 7, 6)
const votes = new PatternVotes([
  { name: 'three outside', line: lineOf(Number.NaN, 0, -100, 100), weight: 1.5, bars: 3 },
  { name: 'engulfing', line: lineOf(100, 100, 100, 100), weight: 1, bars: 2 },
  { name: 'gravestone doji', line: lineOf(0, 100, 0, 0), weight: -1, bars: 1 },
])

test('votes count by their weights; one below 0 turns its pattern round', () => {
  expect([0, 1, 2, 3].map((position) => votes.at({ position }))).toEqual([Number.NaN, 0, -0.5, 2.5])
})

test('names those that vote for a side', () => {
  expect(votes.names({ position: 3 }, 1)).toBe('three outside, engulfing')
  expect(votes.names({ position: 1 }, 1)).toBe('engulfing')
  expect(votes.names({ position: 1 }, -1)).toBe('gravestone doji')
})

test('the far end is that of the longest pattern of a side', () => {
  expect(votes.lowest(low, { position: 3 }, 1)).toBe(2)
  expect(votes.lowest(low, { position: 2 }, 1)).toBe(2)
  expect(votes.highest(high, { position: 2 }, -1)).toBe(9)
  expect(votes.highest(high, { position: 1 }, -1)).toBe(8)
})
