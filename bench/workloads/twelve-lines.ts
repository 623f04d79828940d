import type { Timeframe } from '../../src/core/timeframe.ts'
import { ema } from '../../src/indicators/averages/ema.ts'
import { sma } from '../../src/indicators/averages/sma.ts'
import type { Line } from '../../src/indicators/line.ts'
import type { Lines } from '../../src/indicators/lines.ts'
import { macd } from '../../src/indicators/momentum/macd.ts'
import { rsi } from '../../src/indicators/momentum/rsi.ts'
import { stochastic } from '../../src/indicators/momentum/stochastic.ts'
import { adx } from '../../src/indicators/trend/adx.ts'
import { ichimoku } from '../../src/indicators/trend/ichimoku.ts'
import { supertrend } from '../../src/indicators/trend/supertrend.ts'
import { atr } from '../../src/indicators/volatility/atr.ts'
import { bollinger } from '../../src/indicators/volatility/bollinger.ts'
import { keltner } from '../../src/indicators/volatility/keltner.ts'
import { defineStrategy, type StrategyDefinition } from '../../src/strategies/strategy.ts'

const INDICATORS = { adx, atr, bollinger, ema, ichimoku, keltner, macd, rsi, sma, stochastic, supertrend }

export const TIMEFRAMES = ['1m', '3m', '5m', '15m', '30m', '1h', '4h'] as const satisfies readonly Timeframe[]

/** The main lines of the twelve indicators of W1. */
function twelveLines(lines: Lines<typeof INDICATORS>) {
  return {
    sma: lines.sma(50),
    fast: lines.ema({ period: 12, seed: 'first' }),
    slow: lines.ema({ period: 26, seed: 'first' }),
    rsi: lines.rsi(14),
    macd: lines.macd({ fast: 12, slow: 26, signal: 9, seed: 'first' }).macd,
    atr: lines.atr(14),
    adx: lines.adx(14).adx,
    middle: lines.bollinger({ period: 20, deviations: 2, ddof: 0 }).middle,
    supertrend: lines.supertrend({ period: 10, multiple: 3 }).supertrend,
    tenkan: lines.ichimoku({ tenkan: 9, kijun: 26, senkou: 52, shift: 26 }).tenkan,
    channel: lines.keltner({ period: 20, multiple: 2, atrPeriod: 10, seed: 'first' }).middle,
    k: lines.stochastic({ period: 14, smooth: 3, signal: 3 }).k,
  }
}

/**
 * Twelve indicators of one timeframe as votes, all read at every bar: enters when nearly all of them agree.
 * @param asked gets the lines that it reads
 */
export function votesOn(timeframe: Timeframe, asked: Line[]): StrategyDefinition {
  return defineStrategy({
    name: `bench-votes-${timeframe}`,
    about: 'Twelve indicators of one timeframe as votes.',
    timeframe: '1m',
    params: {},
    indicators: INDICATORS,
    build({ lines }) {
      const twelve = twelveLines(timeframe === '1m' ? lines : lines.on(timeframe))
      asked.push(...Object.values(twelve))
      const { sma, fast, slow, rsi, macd, atr, adx, middle, supertrend, tenkan, channel, k } = twelve
      const levels = { stopLossPct: 2, takeProfitPct: 4, confidence: 0.5, reason: 'votes' }
      const long = { side: 'long', ...levels } as const
      const short = { side: 'short', ...levels } as const
      let before = 0
      return (bar) => {
        const { close } = bar
        let votes = close > sma.at(bar) ? 1 : -1
        votes += close > fast.at(bar) ? 1 : -1
        votes += close > slow.at(bar) ? 1 : -1
        votes += rsi.at(bar) > 50 ? 1 : -1
        votes += macd.at(bar) > 0 ? 1 : -1
        votes += close - bar.open > atr.at(bar) ? 1 : 0
        votes += adx.at(bar) > 25 ? Math.sign(votes) : 0
        votes += close > middle.at(bar) ? 1 : -1
        votes += close > supertrend.at(bar) ? 1 : -1
        votes += close > tenkan.at(bar) ? 1 : -1
        votes += close > channel.at(bar) ? 1 : -1
        votes += k.at(bar) > 50 ? 1 : -1
        const last = before
        before = votes
        if (votes >= 10 && last < 10) return long
        return votes <= -10 && last > -10 ? short : undefined
      }
    },
  })
}
