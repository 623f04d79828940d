import { createInstrument } from '../../../core/instrument.ts'
import { type Timeframe, timeframeMs } from '../../../core/timeframe.ts'
import type { Trade } from '../../../core/trade.ts'
import { Bars } from '../../../market/bars.ts'
import type { RunMarket, RunResult } from '../../run-result.ts'

export const NEW_YEAR_2024 = Date.UTC(2024, 0, 1)

interface RunParts {
  readonly equity: readonly number[]
  readonly capital?: number
  readonly timeframe?: Timeframe
  /** Closes of each market; every bar opens at the close before it. Without markets there is one that stands still at 100. */
  readonly closes?: Readonly<Record<string, readonly number[]>>
  readonly trades?: readonly Trade[]
  readonly refusals?: Readonly<Record<string, number>>
}

/** A run that began on 2024-01-01, with the equity at every close written out. */
export function runOf(parts: RunParts): RunResult {
  const { equity, capital = 1000, timeframe = '1d', trades = [], refusals = {} } = parts
  const closes = parts.closes ?? { 'BTC/USDT': equity.map(() => 100) }
  const ms = timeframeMs(timeframe)
  return {
    strategies: ['momentum'],
    timeframe,
    capital,
    markets: Object.entries(closes).map(([symbol, prices]) => marketOf(symbol, timeframe, prices)),
    curve: {
      time: Float64Array.from(equity, (_, i) => NEW_YEAR_2024 + (i + 1) * ms),
      equity: Float64Array.from(equity),
      positions: new Uint8Array(equity.length),
    },
    trades,
    refusals,
  }
}

function marketOf(symbol: string, timeframe: Timeframe, closes: readonly number[]): RunMarket {
  const bars = new Bars(timeframe, closes.length)
  closes.forEach((close, i) => {
    const open = closes[i - 1] ?? close
    bars.append(NEW_YEAR_2024 + i * bars.timeframeMs, open, Math.max(open, close), Math.min(open, close), close, 1)
  })
  return { instrument: createInstrument({ symbol, tickSize: 0.01, lotSize: 0.001 }), bars }
}
