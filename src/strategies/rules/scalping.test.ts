import { describe, expect, test } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import { createLines } from '../../indicators/lines.ts'
import { MarketColumns } from '../../indicators/market-columns.ts'
import { Series } from '../../market/series.ts'
import { buildStrategy } from '../build-strategy.ts'
import { barsAt, signalsOf } from '../testing/signals-of.ts'
import { scalping } from './scalping.ts'

const PARAMS = { smooth: 1 }

/** Forty quiet minutes, then these closes, with an even book but for the imbalances given for the last bars. */
function market(closes: readonly number[], imbalances: readonly number[], spreadBps = 1) {
  const bars = barsAt([...new Array<number>(40).fill(100), ...closes], '1m', 0.05)
  const [bidDepth, askDepth, spread] = [new Series(), new Series(), new Series()]
  for (let i = 0; i < bars.length; i++) {
    const at = (bars.time[i] as number) + bars.timeframeMs
    const imbalance = imbalances[i - (bars.length - imbalances.length)] ?? 0
    bidDepth.append(at, 1000 * (1 + imbalance))
    askDepth.append(at, 1000 * (1 - imbalance))
    spread.append(at, spreadBps)
  }
  bars.series = { bidDepth, askDepth, spreadBps: spread }
  return bars
}

describe('with the book', () => {
  test('enters with its heavier side when the price agrees', () => {
    const [long] = signalsOf(scalping, market([100.1], [0.5]), PARAMS)
    expect(long).toMatchObject({
      bar: 40,
      side: 'long',
      maxHoldMs: 900_000,
      reason: '50 % more bids than asks in the book',
    })
    const [short] = signalsOf(scalping, market([99.9], [-0.5]), PARAMS)
    expect(short).toMatchObject({ bar: 40, side: 'short', reason: '50 % more asks than bids in the book' })
  })

  test('not against the price, not with a wide spread, not below the least', () => {
    expect(signalsOf(scalping, market([99.9], [0.5]), PARAMS)).toEqual([expect.objectContaining({ from: 'short' })])
    expect(signalsOf(scalping, market([100.1], [0.5], 4), PARAMS)).toEqual([expect.objectContaining({ from: 'short' })])
    expect(signalsOf(scalping, market([100.1], [0.39]), PARAMS)).toEqual([expect.objectContaining({ from: 'short' })])
  })

  test('the target pays for entry, exit and spread several times', () => {
    const [long] = signalsOf(scalping, market([100.1], [0.5], 3), PARAMS)
    // 17 bps of costs and 3 of spread, twice, of a price of 100.1.
    expect(long).toHaveProperty('takeProfit', expect.closeTo(100.1 * 1.004, 9))
  })

  test('is void when the book turns', () => {
    const said = signalsOf(scalping, market([100.1, 100.1, 100.1], [0.5, 0.2, -0.2]), PARAMS)
    expect(said.map(({ bar, side }) => `${bar} ${side}`)).toEqual(['40 long', '42 flat'])
    expect(said[1]).toMatchObject({ from: 'long', invalidates: true })
  })
})

test('without the order book it is refused by its name', () => {
  const columns = new MarketColumns(barsAt([100, 100]))
  const lines = createLines(columns, scalping.indicators ?? {})
  const params = { smooth: 3, least: 0.4, turned: 0.1, period: 9, mostSpreadBps: 3, stopAtr: 1.5, targetAtr: 2 }
  const all = { ...params, costBps: 17, costMultiple: 2, holdMinutes: 15 }
  const tools = { lines, params: all, symbol: 'BTC/USDT', random: createPrng(1) }
  expect(() => buildStrategy(scalping, tools as never)).toThrow(
    'strategy scalping: bookImbalance needs the order book: the market has no series bidDepth',
  )
})
