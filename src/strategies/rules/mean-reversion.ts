import { integer, number } from '../../core/params.ts'
import { rsi } from '../../indicators/momentum/rsi.ts'
import { bollinger } from '../../indicators/volatility/bollinger.ts'
import { defineStrategy } from '../strategy.ts'

/** Bets on a return to the mean: enters outside the Bollinger bands at an RSI extreme, leaves at the middle band. */
export const meanReversion = defineStrategy({
  name: 'mean-reversion',
  about:
    'Enters against a close outside the Bollinger bands when RSI is extreme; leaves when the close is back at the middle.',
  timeframe: '5m',
  regimes: ['ranging'],
  params: {
    period: integer(20, { min: 2, max: 500 }),
    deviations: number(2, { min: 0.5, max: 5 }),
    rsiPeriod: integer(14, { min: 2, max: 100 }),
    oversold: number(30, { min: 1, max: 50 }),
    overbought: number(70, { min: 50, max: 99 }),
    stopPct: number(2, { min: 0.1, max: 50 }),
  },
  indicators: { bollinger, rsi },
  build({ lines, params }) {
    const { middle, upper, lower } = lines.bollinger({ period: params.period, deviations: params.deviations })
    const rsi = lines.rsi(params.rsiPeriod)
    const levels = { stopLossPct: params.stopPct, confidence: 0.55 }
    const long = {
      side: 'long',
      ...levels,
      reason: `close below the lower band and RSI under ${params.oversold}`,
    } as const
    const short = {
      side: 'short',
      ...levels,
      reason: `close above the upper band and RSI over ${params.overbought}`,
    } as const
    const leaveLong = { side: 'flat', from: 'long', reason: 'close is back at the middle band' } as const
    const leaveShort = { side: 'flat', from: 'short', reason: 'close is back at the middle band' } as const
    return (bar) => {
      const { close } = bar
      if (close < lower.at(bar) && rsi.at(bar) < params.oversold) return long
      if (close > upper.at(bar) && rsi.at(bar) > params.overbought) return short
      return close < middle.at(bar) ? leaveShort : leaveLong
    }
  },
})
