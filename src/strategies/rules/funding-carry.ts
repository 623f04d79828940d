import { integer, number } from '../../core/params.ts'
import { ema } from '../../indicators/averages/ema.ts'
import { fundingRate } from '../../indicators/market/funding-rate.ts'
import { adx } from '../../indicators/trend/adx.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import type { Bar } from '../bar.ts'
import { VirtualPosition } from '../parts/virtual-position.ts'
import { defineStrategy } from '../strategy.ts'

/**
 * Funding as an income: who stands against a crowded side is paid for it. Rates are those of one payment, on most exchanges of 8
 * hours: 0.01 % is the normal one (its interest part), and 0.02 % is some 22 % a year.
 */
export const fundingCarry = defineStrategy({
  name: 'funding-carry',
  about:
    'Takes the side that receives funding while the rate is far from normal and no trend speaks against it; leaves when funding is back to normal.',
  timeframe: '1h',
  invalidation: 'a trend against the position',
  params: {
    thresholdPct: number(0.015, { min: 0.001, max: 5 }),
    normalPct: number(0.01, { min: 0, max: 5 }),
    trendPeriod: integer(100, { min: 2, max: 2000 }),
    strength: number(25, { min: 0, max: 100 }),
    voidAtr: number(3, { min: 0, max: 50 }),
    stopPct: number(4, { min: 0.1, max: 50 }),
  },
  indicators: { adx, atr, ema, fundingRate },
  build({ lines, params }) {
    const { stopPct } = params
    const threshold = params.thresholdPct / 100
    // Above the threshold it would be left in the bar after it was entered.
    const normal = Math.min(params.normalPct / 100, threshold)
    const funding = lines.fundingRate()
    const average = lines.ema(params.trendPeriod)
    const { adx } = lines.adx(14)
    const atr = lines.atr(14)
    const over = 'funding is back to normal'
    const leaveLong = { side: 'flat', from: 'long', reason: over } as const
    const leaveShort = { side: 'flat', from: 'short', reason: over } as const
    const trend = 'a trend against the position has set in'
    const voidLong = { side: 'flat', from: 'long', invalidates: true, reason: trend } as const
    const voidShort = { side: 'flat', from: 'short', invalidates: true, reason: trend } as const
    const held = new VirtualPosition()
    /** Funding must have been normal since the last stop: what cost once is not tried again at once. */
    let isStopped = false
    return (bar) => {
      const rate = funding.at(bar)
      if (held.isOpen) return hold(bar, rate)
      if (Math.abs(rate) <= normal) isStopped = false
      if (isStopped || !(Math.abs(rate) > threshold) || !isAllowed(bar, rate)) return undefined
      const side = rate > 0 ? 'short' : 'long'
      held.open(side, bar.close * (1 + (Math.sign(rate) * stopPct) / 100))
      held.add(bar.close)
      const excess = Math.abs(rate) / threshold - 1
      const reason = `funding of ${(100 * rate).toFixed(4)} % is paid to the ${side} side`
      return { side, confidence: Math.min(0.9, 0.5 + 0.2 * excess), stopLossPct: stopPct, reason }
    }

    function hold(bar: Bar, rate: number) {
      const isLong = held.side === 'long'
      if (held.isStopHit(bar)) {
        held.close()
        isStopped = true
        return undefined
      }
      // What the side that is held receives.
      if ((isLong ? -rate : rate) <= normal) {
        held.close()
        return isLong ? leaveLong : leaveShort
      }
      if (!isAgainst(bar, isLong, params.voidAtr * atr.at(bar))) return undefined
      held.close()
      return isLong ? voidLong : voidShort
    }

    /** Whether the trend is known and lets the side be taken that is paid at `rate`. */
    function isAllowed(bar: Bar, rate: number): boolean {
      return adx.at(bar) >= 0 && average.at(bar) > 0 && !isAgainst(bar, rate < 0, 0)
    }

    /** Whether there is a trend, and the close lies by more than `margin` on the side of the average where the position loses. */
    function isAgainst(bar: Bar, isLong: boolean, margin: number): boolean {
      const above = bar.close - average.at(bar)
      return adx.at(bar) > params.strength && (isLong ? -above : above) > margin
    }
  },
})
