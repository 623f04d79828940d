import { integer, number } from '../../core/params.ts'
import { STANDARD_TARGETS } from '../../core/standard-targets.ts'
import { ema } from '../../indicators/averages/ema.ts'
import { cdlBeltHold } from '../../indicators/candlesticks/cdl-belt-hold.ts'
import { cdlDragonflyDoji } from '../../indicators/candlesticks/cdl-dragonfly-doji.ts'
import { cdlEngulfing } from '../../indicators/candlesticks/cdl-engulfing.ts'
import { cdlGravestoneDoji } from '../../indicators/candlesticks/cdl-gravestone-doji.ts'
import { cdlHammer } from '../../indicators/candlesticks/cdl-hammer.ts'
import { cdlHarami } from '../../indicators/candlesticks/cdl-harami.ts'
import { cdlShootingStar } from '../../indicators/candlesticks/cdl-shooting-star.ts'
import { cdlThreeInside } from '../../indicators/candlesticks/cdl-three-inside.ts'
import { cdlThreeOutside } from '../../indicators/candlesticks/cdl-three-outside.ts'
import { cdlTweezers } from '../../indicators/candlesticks/cdl-tweezers.ts'
import { donchian } from '../../indicators/levels/donchian.ts'
import { price } from '../../indicators/levels/price.ts'
import type { Lines } from '../../indicators/lines.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import type { Bar } from '../bar.ts'
import { PatternVotes } from '../parts/pattern-votes.ts'
import { defineStrategy } from '../strategy.ts'

const INDICATORS = {
  atr,
  cdlBeltHold,
  cdlDragonflyDoji,
  cdlEngulfing,
  cdlGravestoneDoji,
  cdlHammer,
  cdlHarami,
  cdlShootingStar,
  cdlThreeInside,
  cdlThreeOutside,
  cdlTweezers,
  donchian,
  ema,
  price,
} as const

const AGAINST = 'patterns vote against it'
const LEAVE_LONG = { side: 'flat', from: 'long', reason: AGAINST } as const
const LEAVE_SHORT = { side: 'flat', from: 'short', reason: AGAINST } as const
const BEYOND = 'close beyond the far end of the pattern'
const VOID_LONG = { side: 'flat', from: 'long', invalidates: true, reason: BEYOND } as const
const VOID_SHORT = { side: 'flat', from: 'short', invalidates: true, reason: BEYOND } as const

/** Candlestick patterns that need no gaps, as votes: one alone says little, several at an edge of the range in a trend say more. */
export const patternVotes = defineStrategy({
  name: 'pattern',
  about:
    'Enters with the trend when candlestick patterns vote for a turn at the edge of the recent range; leaves when patterns vote against it.',
  timeframe: '1h',
  invalidation: 'a close beyond the far end of the pattern',
  params: {
    leastVotes: number(1.5, { min: 0.5, max: 5 }),
    trendPeriod: integer(100, { min: 2, max: 1000 }),
    slopeBars: integer(10, { min: 1, max: 200 }),
    rangePeriod: integer(30, { min: 3, max: 500 }),
    nearAtr: number(0.5, { min: 0, max: 10 }),
    stopAtr: number(0.5, { min: 0, max: 10 }),
  },
  indicators: INDICATORS,
  build({ lines, params }) {
    const votes = votesOf(lines)
    const trend = lines.ema(params.trendPeriod)
    const { upper, lower } = lines.donchian(params.rangePeriod)
    const atr = lines.atr(14)
    const low = lines.price('low')
    const high = lines.price('high')
    // The low of the newest bullish pattern, and the high of the newest bearish one, while they count.
    let floor = Number.NaN
    let ceiling = Number.NaN
    return (bar) => {
      const { close } = bar
      if (close < floor) {
        floor = Number.NaN
        return VOID_LONG
      }
      if (close > ceiling) {
        ceiling = Number.NaN
        return VOID_SHORT
      }
      const sum = votes.at(bar)
      if (sum >= params.leastVotes) return turnUp(bar, sum)
      return sum <= -params.leastVotes ? turnDown(bar, sum) : undefined
    }

    function turnUp(bar: Bar, sum: number) {
      if (trend.at(bar) > trend.before(bar, params.slopeBars)) {
        const far = votes.lowest(low, bar, 1)
        const stopLoss = far - params.stopAtr * atr.at(bar)
        const isNear = far <= lower.at(bar) + params.nearAtr * atr.at(bar)
        if (isNear && stopLoss < bar.close && stopLoss > 0) {
          floor = far
          ceiling = Number.NaN
          return { ...said(bar, sum), side: 'long', stopLoss } as const
        }
      }
      if (Number.isNaN(ceiling)) return undefined
      ceiling = Number.NaN
      return LEAVE_SHORT
    }

    function turnDown(bar: Bar, sum: number) {
      if (trend.at(bar) < trend.before(bar, params.slopeBars)) {
        const far = votes.highest(high, bar, -1)
        const stopLoss = far + params.stopAtr * atr.at(bar)
        const isNear = far >= upper.at(bar) - params.nearAtr * atr.at(bar)
        if (isNear && stopLoss > bar.close && 3 * (stopLoss - bar.close) < bar.close) {
          ceiling = far
          floor = Number.NaN
          return { ...said(bar, sum), side: 'short', stopLoss } as const
        }
      }
      if (Number.isNaN(floor)) return undefined
      floor = Number.NaN
      return LEAVE_LONG
    }

    /** What entries of both sides say: the more votes, the surer. */
    function said(bar: Bar, sum: number) {
      const reason = `${votes.names(bar, Math.sign(sum))} at the edge of the range, with the trend`
      return { confidence: Math.min(0.9, 0.3 + 0.15 * Math.abs(sum)), targets: STANDARD_TARGETS, reason }
    }
  },
})

/** A weight below 0 turns a pattern that the indicator calls 100 wherever it is seen into one against the price. */
function votesOf(lines: Lines<typeof INDICATORS>): PatternVotes {
  return new PatternVotes([
    { name: 'three outside', line: lines.cdlThreeOutside(), weight: 1.5, bars: 3 },
    { name: 'three inside', line: lines.cdlThreeInside(), weight: 1.5, bars: 3 },
    { name: 'engulfing', line: lines.cdlEngulfing(), weight: 1, bars: 2 },
    { name: 'tweezers', line: lines.cdlTweezers(), weight: 1, bars: 2 },
    { name: 'harami', line: lines.cdlHarami(), weight: 0.5, bars: 2 },
    { name: 'hammer', line: lines.cdlHammer(), weight: 1, bars: 1 },
    { name: 'shooting star', line: lines.cdlShootingStar(), weight: 1, bars: 1 },
    { name: 'dragonfly doji', line: lines.cdlDragonflyDoji(), weight: 1, bars: 1 },
    { name: 'gravestone doji', line: lines.cdlGravestoneDoji(), weight: -1, bars: 1 },
    { name: 'belt hold', line: lines.cdlBeltHold(), weight: 0.5, bars: 1 },
  ])
}
