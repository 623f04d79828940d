import { join } from 'node:path'
import { readColumns } from '../workloads/bench-data.ts'
import type { Workload } from '../workloads/workload.ts'
import { loadPeer } from './load-peer.ts'

type Prices = readonly number[]

interface IndicatorsSync {
  sma(source: Prices, period: number): Prices
  ema(source: Prices, period: number): Prices
  rsi(source: Prices, period: number): Prices
  macd(source: Prices, short: number, long: number, signal: number): readonly Prices[]
  atr(high: Prices, low: Prices, close: Prices, period: number): Prices
  adx(high: Prices, low: Prices, period: number): Prices
  di(high: Prices, low: Prices, close: Prices, period: number): readonly Prices[]
  bbands(source: Prices, period: number, deviations: number): readonly Prices[]
  kc(high: Prices, low: Prices, close: Prices, period: number, multiple: number): readonly Prices[]
  stoch(high: Prices, low: Prices, close: Prices, k: number, slow: number, d: number): readonly Prices[]
}

/** W1 with @ixjb94/indicators: it has no Supertrend and no Ichimoku. */
export async function prepare(data: string): Promise<Workload> {
  const { IndicatorsSync } = await loadPeer<{ IndicatorsSync: new () => IndicatorsSync }>('@ixjb94/indicators')
  const library = new IndicatorsSync()
  const bars = readColumns(join(data, 'one_1m.f64'))
  const high = Array.from(bars.high)
  const low = Array.from(bars.low)
  const close = Array.from(bars.close)
  return {
    items: bars.length,
    warmups: 2,
    repeats: 5,
    run: () => {
      const columns = [
        library.sma(close, 50),
        library.ema(close, 12),
        library.ema(close, 26),
        library.rsi(close, 14),
        ...library.macd(close, 12, 26, 9),
        library.atr(high, low, close, 14),
        library.adx(high, low, 14),
        ...library.di(high, low, close, 14),
        ...library.bbands(close, 20, 2),
        ...library.kc(high, low, close, 20, 2),
        ...library.stoch(high, low, close, 14, 3, 3),
      ]
      return { columns: columns.length }
    },
  }
}
