import { expect, test } from 'vitest'
import { logRatio } from './log-ratio.ts'

// ln 1.01, 1.02 and 1.04 to twenty digits: 0.0099503308531680828482, 0.019802627296179713026 and 0.039220713153281296269.
test('it is the logarithm to the last digits', () => {
  expect(Math.abs(logRatio(101, 100) - 0.009950330853168083)).toBeLessThan(4e-18)
  expect(Math.abs(logRatio(102, 100) - 0.019802627296179712)).toBeLessThan(8e-18)
  expect(Math.abs(logRatio(100, 102) + 0.019802627296179712)).toBeLessThan(8e-18)
  expect(Math.abs(logRatio(104, 100) - 0.0392207131532813)).toBeLessThan(1.5e-17)
  expect(logRatio(100, 100)).toBe(0)
})

test('where the series ends it goes on without a step', () => {
  for (const price of [104.08, 104.0816, 104.0817, 104.09, 110, 150, 96.078, 96.0785, 60]) {
    expect(Math.abs(logRatio(price, 100) - Math.log(price / 100))).toBeLessThan(2e-16)
  }
})
