import { integer, number } from '../../core/params.ts'
import { ema } from '../../indicators/averages/ema.ts'
import { bookImbalance } from '../../indicators/market/book-imbalance.ts'
import { spread } from '../../indicators/market/spread.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import { defineStrategy } from '../strategy.ts'

const MINUTE_MS = 60_000
const BASIS_POINTS = 10_000

/** Short trades with the heavier side of the order book, as long as the spread is small. */
export const scalping = defineStrategy({
  name: 'scalping',
  about:
    'Enters with the heavier side of the order book while the spread is small and the price agrees; leaves soon, or when the book turns. Needs the order book.',
  timeframe: '1m',
  invalidation: 'the order book turns against the position',
  params: {
    smooth: integer(3, { min: 1, max: 100 }),
    least: number(0.4, { min: 0.05, max: 1 }),
    turned: number(0.1, { min: 0, max: 1 }),
    period: integer(9, { min: 2, max: 200 }),
    mostSpreadBps: number(3, { min: 0, max: 100 }),
    stopAtr: number(1.5, { min: 0.2, max: 10 }),
    targetAtr: number(2, { min: 0.2, max: 20 }),
    costBps: number(17, { min: 0, max: 200 }),
    costMultiple: number(2, { min: 1, max: 10 }),
    holdMinutes: integer(15, { min: 1, max: 1440 }),
  },
  indicators: { atr, bookImbalance, ema, spread },
  build({ lines, params }) {
    const { least, turned } = params
    const imbalance = lines.bookImbalance(params.smooth)
    const spread = lines.spread()
    const average = lines.ema(params.period)
    const atr = lines.atr(14)
    const against = 'the order book turned against it'
    const leaveLong = { side: 'flat', from: 'long', invalidates: true, reason: against } as const
    const leaveShort = { side: 'flat', from: 'short', invalidates: true, reason: against } as const
    return (bar) => {
      const { close } = bar
      const now = imbalance.at(bar)
      const before = imbalance.before(bar, 1)
      const sign = now >= least && !(before >= least) ? 1 : now <= -least && !(before <= -least) ? -1 : 0
      if (sign !== 0 && spread.at(bar) <= params.mostSpreadBps && sign * (close - average.at(bar)) > 0) {
        const distance = params.stopAtr * atr.at(bar)
        // A target that does not pay for entry, exit and spread several times over is no target.
        const costs = (close * (params.costBps + spread.at(bar))) / BASIS_POINTS
        const gain = Math.max(params.targetAtr * atr.at(bar), params.costMultiple * costs)
        if (distance < close && gain < close) {
          return {
            side: sign > 0 ? 'long' : 'short',
            confidence: Math.min(0.9, 0.4 + 0.5 * Math.abs(now)),
            stopLoss: close - sign * distance,
            takeProfit: close + sign * gain,
            maxHoldMs: params.holdMinutes * MINUTE_MS,
            reason: `${(100 * Math.abs(now)).toFixed(0)} % more ${sign > 0 ? 'bids than asks' : 'asks than bids'} in the book`,
          }
        }
      }
      if (now < -turned && before >= -turned) return leaveLong
      return now > turned && before <= turned ? leaveShort : undefined
    }
  },
})
