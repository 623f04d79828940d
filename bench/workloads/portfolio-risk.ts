import { createPrng } from '../../src/core/prng.ts'
import { MarketReturns } from '../../src/risk/market-returns.ts'
import { ValueAtRisk } from '../../src/risk/value-at-risk.ts'
import type { Prepare } from './workload.ts'

interface PortfolioRiskSize {
  readonly markets?: number
  readonly windowBars?: number
  readonly bars?: number
}

/**
 * What one entry asks of a bar: the returns of all markets, the correlations of one market with all others, and the value at risk
 * and shortfall of the book before and after the entry. The window is full before the first bar that counts.
 */
export function preparePortfolioRisk({
  markets = 50,
  windowBars = 250,
  bars = 2_000,
}: PortfolioRiskSize = {}): Prepare {
  return () => {
    const closes = randomCloses(markets, bars)
    const notionals = Float64Array.from(
      { length: markets },
      (_, market) => (market % 2 === 0 ? 1 : -0.5) * (100 + market),
    )
    const returns = new MarketReturns(markets, windowBars)
    const risk = new ValueAtRisk(returns, 0.95)
    for (const bar of closes.slice(0, windowBars + 1)) returns.push(bar)
    const run = () => {
      let together = 0
      let shortfall = 0
      let added = 0
      for (let i = 0; i < bars; i++) {
        returns.push(closes[i] as Float64Array)
        const market = i % markets
        for (let other = 0; other < markets; other++) {
          if (other !== market && returns.correlation(market, other) >= 0.5) together++
        }
        risk.hold(notionals)
        shortfall += risk.held.shortfall
        added += risk.withAdded(market, 1000).shortfall
      }
      return { together, shortfall: shortfall / bars, added: added / bars }
    }
    return { items: bars, warmups: 3, repeats: 15, run }
  }
}

/** One factor that all markets share, and moves of their own. */
function randomCloses(markets: number, bars: number): Float64Array[] {
  const random = createPrng(50)
  const prices = new Float64Array(markets).fill(100)
  return Array.from({ length: bars }, () => {
    const factor = random() - 0.5
    return prices.map((price, market) => {
      prices[market] = price * (1 + 0.02 * factor + 0.02 * (random() - 0.5))
      return prices[market] as number
    })
  })
}
