import { join } from 'node:path'
import { readColumns } from '../workloads/bench-data.ts'
import type { Workload } from '../workloads/workload.ts'
import { loadPeer } from './load-peer.ts'

type Calculate = { calculate(input: object): readonly unknown[] }
type Name =
  | 'SMA'
  | 'EMA'
  | 'RSI'
  | 'MACD'
  | 'ATR'
  | 'ADX'
  | 'BollingerBands'
  | 'IchimokuCloud'
  | 'KeltnerChannels'
  | 'Stochastic'
type TechnicalIndicators = Readonly<Record<Name, Calculate>>

/** W1 with technicalindicators: it has no Supertrend. On 200,000 bars, because it keeps an object for each bar and line. */
export async function prepare(data: string): Promise<Workload> {
  const library = await loadPeer<TechnicalIndicators>('technicalindicators')
  const bars = readColumns(join(data, 'one_200k.f64'))
  const close = Array.from(bars.close)
  const candles = { high: Array.from(bars.high), low: Array.from(bars.low), close }
  const macd = { fastPeriod: 12, slowPeriod: 26, signalPeriod: 9, SimpleMAOscillator: false, SimpleMASignal: false }
  return {
    items: bars.length,
    warmups: 1,
    repeats: 3,
    run: () => {
      const results = [
        library.SMA.calculate({ period: 50, values: close }),
        library.EMA.calculate({ period: 12, values: close }),
        library.EMA.calculate({ period: 26, values: close }),
        library.RSI.calculate({ period: 14, values: close }),
        library.MACD.calculate({ values: close, ...macd }),
        library.ATR.calculate({ period: 14, ...candles }),
        library.ADX.calculate({ period: 14, ...candles }),
        library.BollingerBands.calculate({ period: 20, stdDev: 2, values: close }),
        library.IchimokuCloud.calculate({
          ...candles,
          conversionPeriod: 9,
          basePeriod: 26,
          spanPeriod: 52,
          displacement: 26,
        }),
        library.KeltnerChannels.calculate({ ...candles, maPeriod: 20, atrPeriod: 10, useSMA: false, multiplier: 2 }),
        library.Stochastic.calculate({ ...candles, period: 14, signalPeriod: 3 }),
      ]
      return { indicators: results.length, values: results.reduce((sum, { length }) => sum + length, 0) }
    },
  }
}
