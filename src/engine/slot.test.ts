import { describe, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import type { Signal } from '../core/signal.ts'
import { Bars } from '../market/bars.ts'
import { Bar } from '../strategies/bar.ts'
import { firstSignal } from './slot.ts'

test('a strategy that throws is named with the time of the bar, and its error is kept', () => {
  const bars = new Bars('1h')
  bars.append(Date.UTC(2024, 0, 2, 3), 1, 1, 1, 1, 1)
  const bar = new Bar(bars)
  bar.position = 0
  const cause = new TypeError('x is undefined')
  const slot = {
    index: 0,
    strategy: 0,
    strategyName: 'mine',
    market: 0,
    sizing: 'risk',
    bar,
    decide: () => {
      throw cause
    },
  } as const
  const thrown = (() => {
    try {
      return firstSignal(slot, 0, 1)
    } catch (error) {
      return error
    }
  })()
  expect(thrown).toBeInstanceOf(PlimsollError)
  expect(thrown).toMatchObject({
    code: 'strategy',
    message: 'strategy mine threw x is undefined at the bar of 2024-01-02T03:00:00.000Z',
    cause,
  })
})

describe('a strategy is named when it asks for', () => {
  test.each([
    ['stopLoss', -5],
    ['stopLoss', Number.NaN],
    ['stopLossPct', 0],
    ['takeProfit', Number.NaN],
    ['takeProfitPct', -1],
    ['maxHoldMs', Number.NaN],
    ['stopLoss', '95'],
    ['sizeShare', 0],
    ['sizeShare', 1.5],
    ['sizeShare', Number.NaN],
  ])('%s %s', (field, value) => {
    const bars = new Bars('1h')
    bars.append(0, 1, 1, 1, 1, 1)
    const signal = { side: 'long', confidence: 0.5, stopLossPct: 1, reason: 'x', [field]: value } as Signal
    const slot = {
      index: 0,
      strategy: 0,
      strategyName: 'mine',
      market: 0,
      sizing: 'risk',
      bar: new Bar(bars),
      decide: () => signal,
    } as const
    const message = `strategy mine returned a signal with ${field} ${value} at the bar of 1970-01-01T00:00:00.000Z`
    expect(() => firstSignal(slot, 0, 1)).toThrow(message)
  })
})
