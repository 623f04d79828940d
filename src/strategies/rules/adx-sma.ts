import { integer, number } from '../../core/params.ts'
import { sma } from '../../indicators/averages/sma.ts'
import { crossesAbove, crossesBelow } from '../../indicators/line.ts'
import { adx } from '../../indicators/trend/adx.ts'
import { defineStrategy } from '../strategy.ts'

/** Simple averages that cross in a trend, and out again when the trend is over. */
export const adxSma = defineStrategy({
  name: 'adx-sma',
  about:
    'Enters when the fast SMA crosses the slow one while ADX confirms a trend; leaves when ADX falls below a second threshold.',
  timeframe: '1h',
  regimes: ['trending'],
  invalidation: 'ADX says that the trend is over',
  params: {
    fast: integer(10, { min: 2, max: 200 }),
    slow: integer(30, { min: 3, max: 500 }),
    adxPeriod: integer(14, { min: 2, max: 100 }),
    strength: number(20, { min: 0, max: 100 }),
    faded: number(14, { min: 0, max: 100 }),
    stopPct: number(3, { min: 0.1, max: 50 }),
    targetPct: number(9, { min: 0.1, max: 200 }),
  },
  indicators: { adx, sma },
  build({ lines, params }) {
    const fast = lines.sma(params.fast)
    const slow = lines.sma(params.slow)
    const { adx } = lines.adx(params.adxPeriod)
    const levels = { stopLossPct: params.stopPct, takeProfitPct: params.targetPct, confidence: 0.55 }
    const long = {
      side: 'long',
      ...levels,
      reason: `SMA ${params.fast} crossed above SMA ${params.slow} in a trend`,
    } as const
    const short = {
      side: 'short',
      ...levels,
      reason: `SMA ${params.fast} crossed below SMA ${params.slow} in a trend`,
    } as const
    const leave = { side: 'flat', invalidates: true, reason: `the trend is over: ADX below ${params.faded}` } as const
    return (bar) => {
      const strength = adx.at(bar)
      if (strength < params.faded) return leave
      if (!(strength > params.strength)) return undefined
      if (crossesAbove(fast, slow, bar)) return long
      return crossesBelow(fast, slow, bar) ? short : undefined
    }
  },
})
