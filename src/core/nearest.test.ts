import { expect, test } from 'vitest'
import { didYouMean, nearestName } from './nearest.ts'

const known = ['momentum', 'mean-reversion', 'breakout']

test('a slip of the finger finds the name', () => {
  expect(nearestName('momentun', known)).toBe('momentum')
  expect(nearestName('Breakuot', known)).toBe('breakout')
  expect(nearestName('mean-revertion', known)).toBe('mean-reversion')
})

test('a different word finds nothing', () => {
  expect(nearestName('xyz', known)).toBeUndefined()
  expect(didYouMean('xyz', known)).toBe('Known: momentum, mean-reversion, breakout.')
})
