import { expect, test } from 'vitest'
import type { OrderRequest } from '../core/order.ts'
import { Bars } from '../market/bars.ts'
import { SimulatedVenue } from './simulated-venue.ts'
import { PERPETUAL, PLAIN_VENUE } from './testing/scenario.ts'

const venue = () => new SimulatedVenue(1000, [{ instrument: PERPETUAL, bars: new Bars('5m') }], PLAIN_VENUE)
const exit: OrderRequest = {
  market: 0,
  strategy: 0,
  side: 'sell',
  type: 'market',
  quantity: 1,
  limitPrice: Number.NaN,
  triggerPrice: Number.NaN,
  trailingPct: Number.NaN,
  timeInForce: 'gtc',
  reduceOnly: true,
  leverage: 1,
  purpose: { type: 'exit', reason: 'exit_signal', target: -1 },
}

test('an exit that could open something, and a market that is not there, are bugs', () => {
  expect(() => venue().submit(3, { ...exit, reduceOnly: false }, 0)).toThrow(
    'order 3: an exit is reduce-only, an entry is not',
  )
  expect(() => venue().submit(3, exit, 0)).toThrow('there is no market 0')
  expect(() => venue().cancel(3, 1, 0)).toThrow('there is no market 1')
})
