import { expect, test } from 'vitest'
import { Column } from '../../market/column.ts'
import { WeightedSum } from './weighted-sum.ts'

const NONE = Number.NaN

function columnOf(values: readonly number[]): Column {
  const column = new Column(values.length)
  column.values.set(values)
  return column
}

test('adds each line times its weight, where all have a value', () => {
  const a = { column: columnOf([NONE, 1, 2, 3]), warmup: 1 }
  const b = { column: columnOf([NONE, NONE, 5, 7]), warmup: 2 }
  const out = columnOf([9, 9, 9, 9])
  const sum = new WeightedSum(
    [
      { weight: 2, line: a },
      { weight: -1, line: b },
    ],
    out,
  )
  sum.extend(0, 3)
  expect([...out.values.subarray(0, 4)]).toEqual([NONE, NONE, -1, 9])
  sum.extend(3, 4)
  expect(out.values[3]).toBe(-1)
})

test('has no value before the bar that it is told to start at', () => {
  const line = { column: columnOf([1, 2, 3]), warmup: 0 }
  const out = columnOf([9, 9, 9])
  new WeightedSum([{ weight: 3, line }], out, 1).extend(0, 3)
  expect([...out.values]).toEqual([NONE, 6, 9])
})
