import { describe, expect, test } from 'vitest'
import type { Bars } from '../bars.ts'
import { generateMarket } from './generate-market.ts'
import type { RegimeName } from './leg.ts'
import { namedPrng } from './random.ts'
import { measureRealism } from './realism.ts'
import { drawLegs, spansOf } from './regimes.ts'

const DAY = 86_400_000
const FROM = Date.UTC(2024, 0, 1)
const SEEDS = [1, 2, 3, 4, 5, 6]

function makeBitcoin(regime: RegimeName, seed: number, days: number, timeframe: '5m' | '1d' = '5m'): Bars {
  const market = generateMarket({ symbols: ['BTC/USDT'], timeframe, from: FROM, to: FROM + days * DAY, seed, regime })
  return market.bars['BTC/USDT'] as Bars
}

function lowest({ low, length }: Bars): number {
  return Math.min(...low.subarray(0, length))
}

/** Variance of returns over `days`, per day, as a multiple of the variance of the 5m returns, per day: 1 for a random walk. */
function varianceRatio(regime: RegimeName, seed: number, days: number): number {
  const { close, length } = makeBitcoin(regime, seed, 400, '1d')
  let sum = 0
  for (let i = days; i < length; i++) sum += ((close[i] as number) / (close[i - days] as number) - 1) ** 2
  const perYear = (sum / (length - days) / days) * 365
  return perYear / (measureRealism(makeBitcoin(regime, seed, 400)).annualVolatilityPct / 100) ** 2
}

describe('a market of one regime', () => {
  test('trend drifts further than a random walk, range comes back', () => {
    for (const seed of [1, 2, 3]) {
      expect(varianceRatio('trend', seed, 3)).toBeGreaterThan(1.3)
      expect(varianceRatio('range', seed, 3)).toBeLessThan(0.8)
    }
  })

  test('high volatility is more than one and a half times as volatile as range', () => {
    for (const seed of SEEDS) {
      const wild = measureRealism(makeBitcoin('high-volatility', seed, 30)).annualVolatilityPct
      expect(wild).toBeGreaterThan(1.5 * measureRealism(makeBitcoin('range', seed, 30)).annualVolatilityPct)
    }
  })

  test('crash falls by more than 15 % within a day, then recovers a part', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const low = lowest(makeBitcoin('crash', seed, 1))
      expect(low).toBeLessThan(0.85 * 60_000)
      const later = makeBitcoin('crash', seed, 3)
      expect(later.close[later.length - 1]).toBeGreaterThan(low)
    }
  })

  test('a year of nothing but crashes is not worth nothing', () => {
    for (const seed of SEEDS) expect(lowest(makeBitcoin('crash', seed, 365, '1d'))).toBeGreaterThan(6000)
  })
})

describe('the regimes of a market', () => {
  const to = FROM + 730 * DAY
  const legs = drawLegs(namedPrng(7, 'regimes'), FROM, to)
  const spans = spansOf(legs, to)

  test('follow each other without a hole from the start to the end', () => {
    expect(spans[0]?.from).toBe(FROM)
    expect(spans.at(-1)?.to).toBe(to)
    for (const [k, span] of spans.slice(1).entries()) expect(span.from).toBe(spans[k]?.to)
  })

  test('differ from their neighbours, and high volatility follows a crash', () => {
    for (const [k, { regime }] of spans.slice(1).entries()) {
      expect(regime).not.toBe(spans[k]?.regime)
      if (spans[k]?.regime === 'crash') expect(regime).toBe('high-volatility')
    }
  })

  test('of a shorter market are the same as far as it goes', () => {
    const half = FROM + 365 * DAY
    expect(drawLegs(namedPrng(7, 'regimes'), FROM, half)).toEqual(legs.filter(({ from }) => from < half))
  })
})
