import { expect, test } from 'vitest'
import {
  barsOf,
  expectClose,
  testAgainstStockIndicators,
  testAgainstTulip,
  valuesOf,
} from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { vwma } from './vwma.ts'

testAgainstStockIndicators(vwma, { period: 14 }, { results: 'vwma', lines: { vwma: 'vwma' } })
testAgainstTulip(vwma, { period: 5 }, { heading: 'vwma 5', inputs: ['close', 'volume'], lines: ['vwma'] })

test('is the simple mean while there is no volume, also after a lot of it', () => {
  const bars = barsOf({ close: [1, 3, 5, 9, 11, 5], volume: [0, 0, 1e9 / 3, 0.1, 0, 0] })
  const values = valuesOf(vwma, { period: 2 }, bars).vwma
  expectClose(values, [null, 2, 5, 5 + 1.2e-9, 9, 8], 1e-12)
})

test('keeps its digits when the volume dries up and when it goes on for long', () => {
  const bars = randomBars({ count: 100_000, seed: 22 })
  const close = Array.from(bars.close.subarray(0, bars.length))
  const volume = Array.from(bars.volume.subarray(0, bars.length), (size, i) => (i % 1000 === 500 ? 1e9 : size))
  const values = valuesOf(vwma, { period: 7 }, barsOf({ close, volume })).vwma
  let worst = 0
  for (let i = 6; i < values.length; i++) {
    let total = 0
    let turnover = 0
    for (let j = i - 6; j <= i; j++) {
      total += volume[j] as number
      turnover += (volume[j] as number) * (close[j] as number)
    }
    if (total > 0) worst = Math.max(worst, Math.abs((values[i] as number) / (turnover / total) - 1))
  }
  expect(worst).toBeLessThan(1e-11)
})
