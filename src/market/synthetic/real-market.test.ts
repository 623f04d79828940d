import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCandles } from '../../store/read-candles.ts'
import type { Bars } from '../bars.ts'
import { generateMarket } from './generate-market.ts'
import { correlation } from './moments.ts'
import { measureRealism, returnsOf } from './realism.ts'

const REAL = fileURLToPath(
  new URL('../../../../shared/data/ohlcv/binance/spot/BTCUSDT-5m-2020-12-01_2021-07-17.csv.gz', import.meta.url),
)
const SYMBOLS = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT', 'DOGE/USDT']

/** As long as the real file, over the same days. */
function makeMarket(seed: number, symbols: readonly string[]): Bars[] {
  const [from, to] = [Date.UTC(2020, 11, 1), Date.UTC(2021, 6, 17)]
  const { bars } = generateMarket({ symbols, timeframe: '5m', from, to, seed })
  return symbols.map((symbol) => bars[symbol] as Bars)
}

describe.skipIf(!existsSync(REAL))('beside the real bitcoin (skipped where ../shared/data is absent)', () => {
  const real = existsSync(REAL) ? measureRealism(readCandles(REAL)) : undefined

  test.each([1, 2, 3, 4, 5, 6])('seed %i has its fat tails, its memory and no more to predict', (seed) => {
    if (real === undefined) throw new Error('the real file is gone')
    const made = measureRealism(makeMarket(seed, ['BTC/USDT'])[0] as Bars)
    expect(made.excessKurtosis).toBeGreaterThan(real.excessKurtosis / 3)
    expect(made.excessKurtosis).toBeLessThan(real.excessKurtosis * 3)
    for (const lag of ['lag1', 'lag10', 'lag50'] as const) {
      const difference = made.absReturnAutocorrelation[lag] - real.absReturnAutocorrelation[lag]
      expect(Math.abs(difference), lag).toBeLessThan(0.1)
    }
    expect(Math.abs(made.returnAutocorrelationLag1)).toBeLessThan(0.05)
  })
})

test.each([1, 2, 3, 4, 5, 6])('any two symbols of seed %i correlate between 0.5 and 0.9', (seed) => {
  const returns = makeMarket(seed, SYMBOLS).map(returnsOf)
  for (const [k, one] of returns.entries()) {
    for (const other of returns.slice(k + 1)) {
      expect(correlation(one, other)).toBeGreaterThan(0.5)
      expect(correlation(one, other)).toBeLessThan(0.9)
    }
  }
})

test('no seed explodes: kurtosis stays below 200 and the price within a factor of twenty', () => {
  for (let seed = 100; seed < 112; seed++) {
    const bars = makeMarket(seed, ['BTC/USDT'])[0] as Bars
    expect(measureRealism(bars).excessKurtosis).toBeLessThan(200)
    expect(Math.max(...bars.close.subarray(0, bars.length))).toBeLessThan(60_000 * 20)
    expect(Math.min(...bars.close.subarray(0, bars.length))).toBeGreaterThan(60_000 / 20)
  }
})

test('volatility grows with the square root of the timeframe', () => {
  const from = Date.UTC(2024, 0, 1)
  const request = { symbols: ['BTC/USDT'], from, to: from + 100 * 86_400_000, seed: 5 }
  const volatility = (['1m', '15m', '1h'] as const).map(
    (timeframe) =>
      measureRealism(generateMarket({ ...request, timeframe }).bars['BTC/USDT'] as Bars).annualVolatilityPct,
  )
  for (const value of volatility) expect(value / (volatility[0] ?? 0)).toBeCloseTo(1, 0.7)
})
