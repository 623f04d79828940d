import { integer, number } from '../../core/params.ts'
import { sma } from '../../indicators/averages/sma.ts'
import { bollinger } from '../../indicators/volatility/bollinger.ts'
import { defineStrategy } from '../strategy.ts'

/** Bollinger bands at four distances: the further out the price, the surer the bet on its way back. */
export const bandtastic = defineStrategy({
  name: 'bandtastic',
  about:
    'Buys below and sells above the first of four Bollinger bands, the surer the further out; the middle band is the target.',
  timeframe: '15m',
  regimes: ['ranging'],
  params: {
    period: integer(20, { min: 2, max: 500 }),
    step: number(1, { min: 0.25, max: 3 }),
    level: integer(2, { min: 1, max: 4 }),
    stopPct: number(3, { min: 0.1, max: 50 }),
  },
  indicators: { bollinger, sma },
  build({ lines, params }) {
    const { period, step } = params
    const bands = [1, 2, 3, 4].map((k) => lines.bollinger({ period, deviations: k * step }))
    const middle = lines.sma(period)
    const leaveLong = { side: 'flat', from: 'long', reason: 'close is back at the middle band' } as const
    const leaveShort = { side: 'flat', from: 'short', reason: 'close is back at the middle band' } as const
    return (bar) => {
      const { close } = bar
      let below = 0
      let above = 0
      for (const { lower, upper } of bands) {
        below += +(close < lower.at(bar))
        above += +(close > upper.at(bar))
      }
      if (below >= params.level) return entry('long', below)
      if (above >= params.level) return entry('short', above)
      return close < middle.at(bar) ? leaveShort : leaveLong
    }

    function entry(side: 'long' | 'short', depth: number) {
      const place = side === 'long' ? 'below' : 'above'
      const reason = `close ${place} band ${depth} of 4`
      return { side, confidence: 0.4 + 0.1 * depth, stopLossPct: params.stopPct, reason } as const
    }
  },
})
