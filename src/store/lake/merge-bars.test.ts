import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { mergeBars } from './merge-bars.ts'

function barsOf(rows: ReadonlyMap<number, number>): Bars {
  const bars = new Bars('1m')
  for (const [minute, close] of [...rows].sort(([a], [b]) => a - b))
    bars.append(minute * 60_000, close, close, close, close, 1)
  return bars
}

test('new bars come between, equal ones stay, others replace', () => {
  const old = barsOf(
    new Map([
      [1, 10],
      [2, 20],
      [4, 40],
    ]),
  )
  const fresh = barsOf(
    new Map([
      [0, 5],
      [2, 20],
      [3, 30],
      [4, 41],
      [6, 60],
    ]),
  )
  const merge = mergeBars(old, fresh, 0, 5)
  expect([...merge.bars.time.subarray(0, merge.bars.length)]).toEqual(
    [0, 1, 2, 3, 4, 6].map((minute) => minute * 60_000),
  )
  expect([...merge.bars.close.subarray(0, merge.bars.length)]).toEqual([5, 10, 20, 30, 41, 60])
  expect(merge).toMatchObject({ added: 3, unchanged: 1, revised: [{ before: 2, after: 3 }] })
})

test('only the asked part of the fresh bars counts', () => {
  const fresh = barsOf(
    new Map([
      [0, 5],
      [1, 6],
      [2, 7],
    ]),
  )
  const merge = mergeBars(barsOf(new Map()), fresh, 1, 2)
  expect([...merge.bars.close.subarray(0, merge.bars.length)]).toEqual([6])
})

test.each(['open', 'high', 'low', 'close', 'volume'] as const)('a bar with another %s is revised', (field) => {
  const old = barsOf(new Map([[1, 10]]))
  const fresh = barsOf(new Map([[1, 10]]))
  fresh[field][0] = 11
  expect(mergeBars(old, fresh, 0, 1).revised).toEqual([{ before: 0, after: 0 }])
})

test('it is what a map by time would be', () => {
  const rows = fc.dictionary(fc.nat(30).map(String), fc.integer({ min: 1, max: 3 }))
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const [old, fresh] = [before, after].map((one) => new Map(Object.entries(one).map(([k, v]) => [Number(k), v])))
      if (old === undefined || fresh === undefined) return
      const merge = mergeBars(barsOf(old), barsOf(fresh), 0, fresh.size)
      const expected = barsOf(new Map([...old, ...fresh]))
      expect([...merge.bars.close.subarray(0, merge.bars.length)]).toEqual([
        ...expected.close.subarray(0, expected.length),
      ])
      expect(merge.added + merge.unchanged + merge.revised.length).toBe(fresh.size)
      expect(merge.unchanged).toBe([...fresh].filter(([k, v]) => old.get(k) === v).length)
    }),
  )
})
