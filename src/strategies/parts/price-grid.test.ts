import { expect, test } from 'vitest'
import { PriceGrid } from './price-grid.ts'

test('depth and line count steps to the side of the position', () => {
  const grid = new PriceGrid()
  grid.open(100, 2)
  expect([grid.depth(95, 'long'), grid.depth(95, 'short'), grid.depth(103, 'short')]).toEqual([2.5, -2.5, 1.5])
  expect([grid.line(3, 'long'), grid.line(3, 'short')]).toEqual([94, 106])
})

test('one that is closed has no place', () => {
  const grid = new PriceGrid()
  expect([grid.isOpen, grid.depth(100, 'long')]).toEqual([false, Number.NaN])
  grid.open(100, 2)
  expect(grid.isOpen).toBe(true)
  grid.close()
  expect([grid.isOpen, grid.line(1, 'long')]).toEqual([false, Number.NaN])
})
