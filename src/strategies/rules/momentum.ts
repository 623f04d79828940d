import { integer, number } from '../../core/params.ts'
import { ema } from '../../indicators/averages/ema.ts'
import { crossesAbove, crossesBelow } from '../../indicators/line.ts'
import { adx } from '../../indicators/trend/adx.ts'
import { defineStrategy } from '../strategy.ts'

/** Follows the trend: enters when the fast average crosses the slow one while ADX says that there is a trend. */
export const momentum = defineStrategy({
  name: 'momentum',
  about: 'Enters when the fast EMA crosses the slow one while ADX confirms a trend; the opposite cross reverses.',
  timeframe: '5m',
  regimes: ['trending', 'volatile'],
  params: {
    fast: integer(12, { min: 2, max: 200 }),
    slow: integer(26, { min: 3, max: 500 }),
    adxPeriod: integer(14, { min: 2, max: 100 }),
    strength: number(25, { min: 0, max: 100 }),
    stopPct: number(2, { min: 0.1, max: 50 }),
    targetPct: number(4, { min: 0.1, max: 100 }),
  },
  indicators: { adx, ema },
  build({ lines, params }) {
    const fast = lines.ema(params.fast)
    const slow = lines.ema(params.slow)
    const { adx } = lines.adx(params.adxPeriod)
    const levels = { stopLossPct: params.stopPct, takeProfitPct: params.targetPct, confidence: 0.6 }
    const long = {
      side: 'long',
      ...levels,
      reason: `EMA ${params.fast} crossed above EMA ${params.slow} in a trend`,
    } as const
    const short = {
      side: 'short',
      ...levels,
      reason: `EMA ${params.fast} crossed below EMA ${params.slow} in a trend`,
    } as const
    return (bar) => {
      if (!(adx.at(bar) > params.strength)) return undefined
      if (crossesAbove(fast, slow, bar)) return long
      if (crossesBelow(fast, slow, bar)) return short
      return undefined
    }
  },
})
