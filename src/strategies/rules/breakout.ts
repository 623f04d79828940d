import { integer, number } from '../../core/params.ts'
import { donchian } from '../../indicators/levels/donchian.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import { defineStrategy } from '../strategy.ts'

/** Donchian breakout as the Turtles traded it: a new extreme of the entry window enters, one of the shorter exit window leaves. */
export const breakout = defineStrategy({
  name: 'breakout',
  about:
    'Enters when the close leaves the Donchian channel of the bars before; leaves at the opposite side of a shorter one.',
  timeframe: '1h',
  regimes: ['trending', 'volatile'],
  params: {
    period: integer(48, { min: 2, max: 1000 }),
    exitPeriod: integer(24, { min: 1, max: 1000 }),
    atrPeriod: integer(14, { min: 2, max: 100 }),
    stopAtr: number(2, { min: 0.2, max: 20 }),
  },
  indicators: { atr, donchian },
  build({ lines, params }) {
    const entry = lines.donchian(params.period)
    const exit = lines.donchian(params.exitPeriod)
    const atr = lines.atr(params.atrPeriod)
    const longExit = { side: 'flat', from: 'long', reason: `new low of ${params.exitPeriod} bars` } as const
    const shortExit = { side: 'flat', from: 'short', reason: `new high of ${params.exitPeriod} bars` } as const
    const longReason = `close above the high of ${params.period} bars`
    const shortReason = `close below the low of ${params.period} bars`
    return (bar) => {
      const { close } = bar
      const distance = params.stopAtr * atr.at(bar)
      if (close > entry.upper.before(bar, 1) && distance < close)
        return { side: 'long', confidence: 0.6, stopLoss: close - distance, reason: longReason }
      if (close < entry.lower.before(bar, 1))
        return { side: 'short', confidence: 0.6, stopLoss: close + distance, reason: shortReason }
      if (close < exit.lower.before(bar, 1)) return longExit
      if (close > exit.upper.before(bar, 1)) return shortExit
      return undefined
    }
  },
})
