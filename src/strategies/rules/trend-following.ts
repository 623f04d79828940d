import { choice, integer, number } from '../../core/params.ts'
import { ema } from '../../indicators/averages/ema.ts'
import { price } from '../../indicators/levels/price.ts'
import { crossesAbove, crossesBelow } from '../../indicators/line.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import { defineStrategy } from '../strategy.ts'

/** The trend of a larger timeframe, entered on a pullback of the smaller one. */
export const trendFollowing = defineStrategy({
  name: 'trend-following',
  about:
    'Trades with the trend of a larger timeframe: enters when the close crosses back over its own average in that direction, leaves when the larger trend turns.',
  timeframe: '15m',
  regimes: ['trending'],
  invalidation: 'the trend of the larger timeframe turns',
  params: {
    larger: choice('4h', '1h', '1d'),
    trendFast: integer(10, { min: 2, max: 200 }),
    trendSlow: integer(30, { min: 3, max: 400 }),
    period: integer(20, { min: 2, max: 500 }),
    stopAtr: number(3, { min: 0.2, max: 20 }),
    targetAtr: number(6, { min: 0.2, max: 50 }),
  },
  indicators: { atr, ema, price },
  build({ lines, params }) {
    const trend = lines.on(params.larger)
    const fast = trend.ema(params.trendFast)
    const slow = trend.ema(params.trendSlow)
    const price = lines.price('close')
    const average = lines.ema(params.period)
    const atr = lines.atr(14)
    const reason = `the ${params.larger} trend, after a pullback`
    const leaveLong = {
      side: 'flat',
      from: 'long',
      invalidates: true,
      reason: `the ${params.larger} trend turned down`,
    } as const
    const leaveShort = {
      side: 'flat',
      from: 'short',
      invalidates: true,
      reason: `the ${params.larger} trend turned up`,
    } as const
    return (bar) => {
      const { close } = bar
      const stop = params.stopAtr * atr.at(bar)
      const target = params.targetAtr * atr.at(bar)
      const isUp = fast.at(bar) > slow.at(bar)
      const isDown = fast.at(bar) < slow.at(bar)
      if (isUp && crossesAbove(price, average, bar) && stop < close)
        return { side: 'long', confidence: 0.6, stopLoss: close - stop, takeProfit: close + target, reason }
      if (isDown && crossesBelow(price, average, bar) && target < close)
        return { side: 'short', confidence: 0.6, stopLoss: close + stop, takeProfit: close - target, reason }
      if (isDown) return leaveLong
      return isUp ? leaveShort : undefined
    }
  },
})
