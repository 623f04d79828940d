import { integer, number } from '../../core/params.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import { keltner } from '../../indicators/volatility/keltner.ts'
import { defineStrategy } from '../strategy.ts'

/** Keltner breakout: volatility that leaves its channel tends to go on. */
export const keltnerBreakout = defineStrategy({
  name: 'keltner',
  about: 'Enters when the close leaves the Keltner channel on the side of its slope; leaves at the middle line.',
  timeframe: '1h',
  regimes: ['trending', 'volatile'],
  params: {
    period: integer(20, { min: 2, max: 500 }),
    atrPeriod: integer(10, { min: 2, max: 200 }),
    multiple: number(2, { min: 0.5, max: 10 }),
    slopeBars: integer(5, { min: 1, max: 100 }),
    stopAtr: number(2.5, { min: 0.2, max: 20 }),
  },
  indicators: { atr, keltner },
  build({ lines, params }) {
    const { period, atrPeriod, multiple, slopeBars } = params
    const { middle, upper, lower } = lines.keltner({ period, atrPeriod, multiple })
    const atr = lines.atr(atrPeriod)
    const longReason = `close above the channel, which has risen for ${slopeBars} bars`
    const shortReason = `close below the channel, which has fallen for ${slopeBars} bars`
    const leaveLong = { side: 'flat', from: 'long', reason: 'close is back below the middle of the channel' } as const
    const leaveShort = { side: 'flat', from: 'short', reason: 'close is back above the middle of the channel' } as const
    return (bar) => {
      const { close } = bar
      const slope = middle.at(bar) - middle.before(bar, slopeBars)
      const distance = params.stopAtr * atr.at(bar)
      if (close > upper.at(bar) && slope > 0 && distance < close)
        return { side: 'long', confidence: 0.6, stopLoss: close - distance, reason: longReason }
      if (close < lower.at(bar) && slope < 0)
        return { side: 'short', confidence: 0.6, stopLoss: close + distance, reason: shortReason }
      if (close < middle.at(bar)) return leaveLong
      return close > middle.at(bar) ? leaveShort : undefined
    }
  },
})
