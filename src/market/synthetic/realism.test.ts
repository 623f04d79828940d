import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import { readCandles } from '../../store/read-candles.ts'
import { Bars } from '../bars.ts'
import { generateMarket } from './generate-market.ts'
import { drawNormal } from './random.ts'
import { measureRealism, type Realism } from './realism.ts'

const REAL = new URL(
  '../../../../shared/data/ohlcv/binance/spot/BTCUSDT-5m-2020-12-01_2021-07-17.csv.gz',
  import.meta.url,
)
const isThere = existsSync(REAL)

/** As long as the real file, over the same days. */
function synthetic(seed: number): Realism {
  const [from, to] = [Date.UTC(2020, 11, 1), Date.UTC(2021, 6, 17)]
  const bars = generateMarket({ symbols: ['BTC/USDT'], timeframe: '5m', from, to, seed }).bars['BTC/USDT']
  if (bars === undefined) throw new Error('no bars')
  return measureRealism(bars)
}

/** Ranges around the real file (48; 0.37, 0.24, 0.16; -0.04; 0.63; 109 %) in which the market of every seed must lie. */
function expectReal(realism: Realism): void {
  const { excessKurtosis, absReturnAutocorrelation: memory, returnAutocorrelation } = realism
  expect(excessKurtosis).toBeGreaterThan(10)
  expect(excessKurtosis).toBeLessThan(250)
  expect(memory.lag1).toBeGreaterThan(0.25)
  expect(memory.lag1).toBeLessThan(0.5)
  expect(memory.lag10).toBeGreaterThan(0.15)
  expect(memory.lag10).toBeLessThan(0.4)
  expect(memory.lag50).toBeGreaterThan(0.1)
  expect(memory.lag50).toBeLessThan(0.35)
  expect(Math.abs(returnAutocorrelation.lag1)).toBeLessThan(0.06)
  expect(realism.volumeReturnCorrelation).toBeGreaterThan(0.4)
  expect(realism.annualVolatilityPct).toBeGreaterThan(35)
  expect(realism.annualVolatilityPct).toBeLessThan(120)
}

test.skipIf(!isThere)('real bitcoin lies in the ranges (skipped where ../shared/data is absent)', () => {
  const real = measureRealism(readCandles(fileURLToPath(REAL)))
  expectReal(real)
  expect(real.excessKurtosis).toBeCloseTo(48.0, 1)
  expect(real.absReturnAutocorrelation.lag1).toBeCloseTo(0.368, 3)
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])('the synthetic market of seed %i lies in the ranges', (seed) => {
  expectReal(synthetic(seed))
})

test('a random walk does not: no fat tails, no memory', () => {
  const draw = createPrng(1)
  const bars = new Bars('5m')
  let price = 100
  for (let k = 0; k < 50_000; k++) {
    price *= 1 + 0.001 * drawNormal(draw)
    bars.append(k * 300_000, price, price, price, price, draw())
  }
  const { excessKurtosis, absReturnAutocorrelation: memory, volumeReturnCorrelation } = measureRealism(bars)
  expect(Math.abs(excessKurtosis)).toBeLessThan(0.5)
  expect(Math.max(memory.lag1, memory.lag10, memory.lag50)).toBeLessThan(0.02)
  expect(Math.abs(volumeReturnCorrelation)).toBeLessThan(0.02)
})
