import { expect, test } from 'vitest'
import { resolveParams } from '../../core/params.ts'
import { createPrng } from '../../core/prng.ts'
import { createLines } from '../../indicators/lines.ts'
import { MarketColumns } from '../../indicators/market-columns.ts'
import type { Bars } from '../../market/bars.ts'
import { Series } from '../../market/series.ts'
import { buildStrategy } from '../build-strategy.ts'
import type { StrategyDefinition } from '../strategy.ts'
import { barsAt, ramp, signalsOf } from '../testing/signals-of.ts'
import { fundingCarry } from './funding-carry.ts'

const PARAMS = { trendPeriod: 10 }
const quiet = (count: number) => new Array<number>(count).fill(100)

/** Bars that close at `closes`, and the rates in percent that become known when the bars of these indexes close. */
function funded(closes: readonly number[], rates: Readonly<Record<number, number>>): Bars {
  const bars = barsAt(closes)
  const fundingRate = new Series()
  for (const [bar, pct] of Object.entries(rates)) fundingRate.append((Number(bar) + 1) * bars.timeframeMs, pct / 100)
  bars.series = { fundingRate }
  return bars
}

const told = (bars: Bars, params = {}) =>
  signalsOf(fundingCarry, bars, { ...PARAMS, ...params }).map(({ bar, side }) => `${bar} ${side}`)

test('takes the side that receives funding, and leaves when it is back to normal', () => {
  const rates = { 0: 0.01, 40: 0.03, 44: 0.011, 48: 0.01, 50: -0.03, 52: -0.01 }
  const signals = signalsOf(fundingCarry, funded(quiet(60), rates), PARAMS)
  expect(signals.map(({ bar, side }) => `${bar} ${side}`)).toEqual(['40 short', '48 flat', '50 long', '52 flat'])
  expect(signals[0]).toMatchObject({ stopLossPct: 4, reason: 'funding of 0.0300 % is paid to the short side' })
  expect(signals[2]).toMatchObject({ reason: 'funding of -0.0300 % is paid to the long side' })
  expect(signals[3]).toMatchObject({ from: 'long', reason: 'funding is back to normal' })
})

test('a rate at the threshold is no entry, and the further above it the surer', () => {
  expect(told(funded(quiet(45), { 0: 0.015 }))).toEqual([])
  const confidence = (pct: number) => {
    const [signal] = signalsOf(fundingCarry, funded(quiet(45), { 40: pct }), PARAMS)
    return signal?.side === 'short' ? signal.confidence : undefined
  }
  expect(confidence(0.03)).toBeCloseTo(0.7, 10)
  expect(confidence(0.3)).toBe(0.9)
})

test('a trend against it forbids the entry, one with it does not', () => {
  expect(told(funded(ramp(100, 1, 60), { 40: 0.03 }))).toEqual([])
  expect(told(funded(ramp(100, 1, 60), { 40: -0.03 }))).toEqual(['40 long'])
  expect(told(funded(ramp(200, -1, 60), { 40: 0.03 }))).toEqual(['40 short'])
  expect(told(funded(ramp(200, -1, 60), { 40: -0.03 }))).toEqual([])
})

test('a trend against the position makes it void', () => {
  const [short, out] = signalsOf(fundingCarry, funded([...quiet(41), ...ramp(100.2, 0.2, 18)], { 40: 0.03 }), {
    ...PARAMS,
    voidAtr: 0.5,
  })
  expect(short).toMatchObject({ bar: 40, side: 'short' })
  expect(out).toMatchObject({ side: 'flat', from: 'short', invalidates: true })
})

test('after a stop it waits for funding to be normal again', () => {
  // The high of bar 42 is 104.5, above the stop of 104.
  const closes = [...quiet(42), 104, ...quiet(17)]
  expect(told(funded(closes, { 40: 0.03 }))).toEqual(['40 short'])
  expect(told(funded(closes, { 40: 0.03, 52: 0.01, 54: 0.03 }))).toEqual(['40 short', '54 short'])
})

test('before funding is known nothing is done', () => {
  expect(told(funded(quiet(60), { 100: 0.03 }))).toEqual([])
})

test('a market without funding is refused by the name of the strategy', () => {
  const definition: StrategyDefinition = fundingCarry
  const build = () => {
    const lines = createLines(new MarketColumns(barsAt(quiet(40))), definition.indicators ?? {})
    const params = resolveParams(definition.params, {}, definition.name)
    return buildStrategy(definition, { lines, params, symbol: 'BTC/USDT', random: createPrng(1) })
  }
  expect(build).toThrow('strategy funding-carry: fundingRate needs the funding rates')
})
