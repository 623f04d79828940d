import { integer, number } from '../../core/params.ts'
import { adx } from '../../indicators/trend/adx.ts'
import { stdev } from '../../indicators/volatility/stdev.ts'
import { vwap } from '../../indicators/volume/vwap.ts'
import type { Bar } from '../bar.ts'
import { defineStrategy } from '../strategy.ts'

/** The price at which the day has traded on average draws the price back, as long as there is no trend. */
export const vwapReversion = defineStrategy({
  name: 'vwap-reversion',
  about:
    'Enters against a close that is some standard deviations away from the VWAP of the day while ADX shows no trend; the VWAP is the target.',
  timeframe: '15m',
  regimes: ['ranging'],
  invalidation: 'ADX says that a trend has begun',
  params: {
    period: integer(48, { min: 2, max: 1000 }),
    entryDeviations: number(1.5, { min: 0.2, max: 6 }),
    stopDeviations: number(2, { min: 0.2, max: 6 }),
    mostAdx: number(25, { min: 0, max: 100 }),
    trendAdx: number(35, { min: 0, max: 100 }),
    leastPct: number(1, { min: 0, max: 20 }),
  },
  indicators: { adx, stdev, vwap },
  build({ lines, params }) {
    const { entryDeviations, stopDeviations } = params
    const average = lines.vwap()
    const deviation = lines.stdev(params.period)
    const { adx } = lines.adx(14)
    const leaveLong = { side: 'flat', from: 'long', reason: 'close is back at the VWAP' } as const
    const leaveShort = { side: 'flat', from: 'short', reason: 'close is back at the VWAP' } as const
    const leave = { side: 'flat', invalidates: true, reason: 'ADX says that a trend has begun' } as const
    /** Of the bar before: an entry that was stopped is not tried again at once. */
    let wasFar = false
    return (bar) => {
      const { close } = bar
      const distance = close - average.at(bar)
      if (adx.at(bar) > params.trendAdx) return leave
      const one = deviation.at(bar)
      // Less than `leastPct` is not worth the costs.
      const isFar = Math.abs(distance) > Math.max(entryDeviations * one, (params.leastPct / 100) * close)
      const isNew = isFar && !wasFar
      wasFar = isFar
      if (isNew && one > 0 && adx.at(bar) < params.mostAdx) return entry(bar, Math.sign(distance), one)
      return distance < 0 ? leaveShort : leaveLong
    }

    function entry(bar: Bar, sign: number, one: number) {
      const { close } = bar
      const way = Math.abs(close - average.at(bar))
      // After a quiet time a deviation is very little: the stop is never nearer than half the way to the target.
      const stopLoss = close + sign * Math.max(stopDeviations * one, way / 2)
      if (!(stopLoss > 0)) return undefined
      const far = way / one
      return {
        side: sign < 0 ? 'long' : 'short',
        confidence: Math.min(0.8, 0.4 + 0.1 * far),
        stopLoss,
        takeProfit: average.at(bar),
        reason: `close is ${far.toFixed(1)} deviations ${sign < 0 ? 'below' : 'above'} the VWAP of the day`,
      } as const
    }
  },
})
