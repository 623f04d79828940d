import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalsOf, Grid } from './grid.ts'

describe('Grid', () => {
  test('gives each step the double that its text reads to', () => {
    const grid = new Grid(0.1)
    expect(grid.nearest(0.1 + 0.2)).toBe(0.3)
    expect(grid.nearest(0.7 + 0.1)).toBe(0.8)
    expect(new Grid(1e-10).nearest(3e-10)).toBe(3e-10)
    expect(new Grid(25).nearest(63)).toBe(75)
    expect(new Grid(0.25).nearest(1.13)).toBe(1.25)
  })

  test('floor goes down and ceil goes up, but not from a value that is on the grid', () => {
    const grid = new Grid(0.001)
    expect(grid.floor(0.2142857)).toBe(0.214)
    expect(grid.ceil(0.2142857)).toBe(0.215)
    expect(grid.floor(0.3)).toBe(0.3)
    expect(grid.ceil(0.3)).toBe(0.3)
    expect(grid.floor(0.1 * 3)).toBe(0.3)
    expect(grid.ceil(0.1 * 3)).toBe(0.3)
  })

  test('a step of 0 leaves every double as it is', () => {
    const grid = new Grid(0)
    expect(grid.nearest(1.23456789)).toBe(1.23456789)
    expect(grid.floor(Math.PI)).toBe(Math.PI)
    expect(grid.ceil(Math.PI)).toBe(Math.PI)
  })

  test('snapping twice is snapping once, for every step of the field', () => {
    const steps = fc.constantFrom(1, 0.1, 0.01, 0.001, 1e-5, 1e-8, 1e-10, 0.5, 0.05, 0.0025, 10, 1000)
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 1e12, noNaN: true }), (step, count) => {
        const value = step * count
        const grid = new Grid(step)
        const snapped = grid.nearest(value)
        expect(grid.nearest(snapped)).toBe(snapped)
        expect(grid.floor(snapped)).toBe(snapped)
        expect(grid.ceil(snapped)).toBe(snapped)
        expect(Math.abs(snapped - value)).toBeLessThanOrEqual(step / 2 + value * 1e-12)
      }),
    )
  })
})

test('decimalsOf counts what is written', () => {
  expect([0.001, 1e-10, 25, 0.25, 1.5e-7, 0].map(decimalsOf)).toEqual([3, 10, 0, 2, 8, 0])
})
