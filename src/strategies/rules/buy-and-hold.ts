import { number } from '../../core/params.ts'
import { defineStrategy } from '../strategy.ts'

/** The baseline that a strategy has to beat: buys on the first bar and holds to the end. */
export const buyAndHold = defineStrategy({
  name: 'buy-and-hold',
  about:
    'Baseline: buys an equal share of every market on the first bar and holds it. The stop is far away, but it is there.',
  timeframe: '1h',
  baseline: true,
  params: { stopPct: number(95, { min: 1, max: 99 }) },
  sizing: 'share',
  build({ params }) {
    let isBought = false
    const buy = { side: 'long', confidence: 1, stopLossPct: params.stopPct, reason: 'buy and hold' } as const
    return () => {
      if (isBought) return undefined
      isBought = true
      return buy
    }
  },
})
