import { integer, number } from '../../core/params.ts'
import { crossesAbove, crossesBelow } from '../../indicators/line.ts'
import { ichimoku } from '../../indicators/trend/ichimoku.ts'
import { defineStrategy } from '../strategy.ts'

/** Ichimoku: tenkan crosses kijun on the right side of the cloud, and the cloud ends the trade. */
export const ichimokuCloud = defineStrategy({
  name: 'ichimoku',
  about:
    'Enters when tenkan crosses kijun and the close is beyond the cloud; leaves when the close is on its other side.',
  timeframe: '1h',
  regimes: ['trending'],
  invalidation: 'the close is on the other side of the cloud',
  params: {
    tenkan: integer(9, { min: 2, max: 200 }),
    kijun: integer(26, { min: 3, max: 400 }),
    senkou: integer(52, { min: 4, max: 800 }),
    stopPct: number(4, { min: 0.1, max: 50 }),
  },
  indicators: { ichimoku },
  build({ lines, params }) {
    const { tenkan: short, kijun, senkou } = params
    const cloud = lines.ichimoku({ tenkan: short, kijun, senkou, shift: kijun })
    const levels = { stopLossPct: params.stopPct, confidence: 0.6 }
    const enterLong = { side: 'long', ...levels, reason: 'tenkan crossed above kijun, above the cloud' } as const
    const enterShort = { side: 'short', ...levels, reason: 'tenkan crossed below kijun, below the cloud' } as const
    const leaveLong = { side: 'flat', from: 'long', invalidates: true, reason: 'close fell below the cloud' } as const
    const leaveShort = { side: 'flat', from: 'short', invalidates: true, reason: 'close rose above the cloud' } as const
    return (bar) => {
      const { close } = bar
      const top = Math.max(cloud.senkouA.at(bar), cloud.senkouB.at(bar))
      const bottom = Math.min(cloud.senkouA.at(bar), cloud.senkouB.at(bar))
      if (close > top) return crossesAbove(cloud.tenkan, cloud.kijun, bar) ? enterLong : leaveShort
      if (close < bottom) return crossesBelow(cloud.tenkan, cloud.kijun, bar) ? enterShort : leaveLong
      return undefined
    }
  },
})
