import { integer, number } from '../../core/params.ts'
import { hasRoomForTargets, STANDARD_TARGETS } from '../../core/standard-targets.ts'
import { normalisedMacd } from '../../indicators/momentum/normalised-macd.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import { defineStrategy } from '../strategy.ts'

/** MACD in percent of the price: the same thresholds for bitcoin and for a coin of a millionth of a cent. */
export const universalMacd = defineStrategy({
  name: 'universal-macd',
  about:
    'Enters when the normalised MACD leaves its signal line by more than a threshold, in the direction of the MACD; leaves when it is back.',
  timeframe: '1h',
  regimes: ['trending', 'volatile'],
  invalidation: 'the MACD crosses zero against the position',
  params: {
    fast: integer(12, { min: 2, max: 200 }),
    slow: integer(26, { min: 3, max: 500 }),
    signal: integer(9, { min: 2, max: 100 }),
    leastPct: number(0.1, { min: 0, max: 10 }),
    stopAtr: number(2.5, { min: 0.2, max: 20 }),
  },
  indicators: { atr, normalisedMacd },
  build({ lines, params }) {
    const { fast, slow, signal, leastPct } = params
    const macd = lines.normalisedMacd({ fast, slow, signal })
    const atr = lines.atr(14)
    const back = 'MACD is back at its signal line'
    const leaveLong = { side: 'flat', from: 'long', reason: back } as const
    const leaveShort = { side: 'flat', from: 'short', reason: back } as const
    const voidLong = { side: 'flat', from: 'long', invalidates: true, reason: 'MACD fell below zero' } as const
    const voidShort = { side: 'flat', from: 'short', invalidates: true, reason: 'MACD rose above zero' } as const
    return (bar) => {
      const { close } = bar
      const now = macd.normalisedMacd.at(bar)
      const ahead = macd.histogram.at(bar)
      const before = macd.histogram.before(bar, 1)
      const distance = params.stopAtr * atr.at(bar)
      const confidence = Math.min(0.8, 0.5 + 0.2 * Math.abs(now))
      const shared = { confidence, targets: STANDARD_TARGETS } as const
      if (now > 0 && ahead > leastPct && before <= leastPct && distance < close)
        return { side: 'long', ...shared, stopLoss: close - distance, reason: 'MACD above zero left its signal line' }
      if (now < 0 && ahead < -leastPct && before >= -leastPct && hasRoomForTargets('short', close, distance))
        return { side: 'short', ...shared, stopLoss: close + distance, reason: 'MACD below zero left its signal line' }
      if (now < 0 && macd.normalisedMacd.before(bar, 1) >= 0) return voidLong
      if (now > 0 && macd.normalisedMacd.before(bar, 1) <= 0) return voidShort
      if (ahead < 0 && before >= 0) return leaveLong
      return ahead > 0 && before <= 0 ? leaveShort : undefined
    }
  },
})
