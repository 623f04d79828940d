import { expect, test } from 'vitest'
import { isCrossing, readingsOf, type Value } from './condition.ts'

const close: Value = { type: 'bar', field: 'close', timeframe: undefined }
const hourly: Value = { type: 'bar', field: 'high', timeframe: '1h' }

test('the readings of a value, from left to right', () => {
  const two: Value = { type: 'number', value: 2 }
  const sum: Value = { type: 'arithmetic', operator: '+', left: close, right: { type: 'negative', value: hourly } }
  expect(readingsOf({ type: 'arithmetic', operator: '/', left: sum, right: two })).toEqual([close, hourly])
  expect(readingsOf(two)).toEqual([])
})

test('only the two crossings are crossings', () => {
  const operators = ['<', '<=', '>', '>=', '==', '!=', 'crosses above', 'crosses below'] as const
  expect(operators.filter((operator) => isCrossing({ operator }))).toEqual(['crosses above', 'crosses below'])
})
