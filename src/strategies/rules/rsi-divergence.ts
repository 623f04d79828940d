import { choice, integer, number } from '../../core/params.ts'
import { hasRoomForTargets, STANDARD_TARGETS } from '../../core/standard-targets.ts'
import { divergence } from '../../indicators/structure/divergence.ts'
import { swings } from '../../indicators/structure/swings.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import { defineStrategy } from '../strategy.ts'

/** A new extreme of the price with less force behind it than the one before. */
export const rsiDivergence = defineStrategy({
  name: 'rsi-divergence',
  about:
    'Enters against a new swing that momentum does not confirm; the stop lies beyond the swing, the targets at 1R, 2R and 3R.',
  timeframe: '1h',
  invalidation: 'a close beyond the swing that diverged',
  params: {
    against: choice('rsi', 'macd'),
    left: integer(5, { min: 1, max: 100 }),
    right: integer(3, { min: 1, max: 50 }),
    stopAtr: number(1, { min: 0.1, max: 10 }),
    mostAtr: number(5, { min: 0.5, max: 50 }),
  },
  indicators: { atr, divergence, swings },
  build({ lines, params }) {
    const { against, left, right, stopAtr, mostAtr } = params
    const { regular } = lines.divergence({ against, left, right })
    const { high, low } = lines.swings({ left, right })
    const atr = lines.atr(14)
    const longReason = `a lower low that ${against} does not confirm`
    const shortReason = `a higher high that ${against} does not confirm`
    const voidLong = { side: 'flat', from: 'long', invalidates: true, reason: 'close below the swing low' } as const
    const voidShort = { side: 'flat', from: 'short', invalidates: true, reason: 'close above the swing high' } as const
    const shared = { confidence: 0.55, targets: STANDARD_TARGETS } as const
    // Where the swings of the newest entries lie, while they count.
    let floor = Number.NaN
    let ceiling = Number.NaN
    return (bar) => {
      const { close } = bar
      const said = regular.at(bar)
      const one = atr.at(bar)
      if (said > 0) {
        const stopLoss = low.at(bar) - stopAtr * one
        if (stopLoss > 0 && close > low.at(bar) && close - stopLoss <= mostAtr * one) {
          floor = low.at(bar)
          return { side: 'long', ...shared, stopLoss, reason: longReason }
        }
      }
      if (said < 0) {
        const distance = high.at(bar) + stopAtr * one - close
        if (close < high.at(bar) && distance <= mostAtr * one && hasRoomForTargets('short', close, distance)) {
          ceiling = high.at(bar)
          return { side: 'short', ...shared, stopLoss: close + distance, reason: shortReason }
        }
      }
      if (close < floor) {
        floor = Number.NaN
        return voidLong
      }
      if (!(close > ceiling)) return undefined
      ceiling = Number.NaN
      return voidShort
    }
  },
})
