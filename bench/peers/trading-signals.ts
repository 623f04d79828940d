import { join } from 'node:path'
import type { Bars } from '../../src/market/bars.ts'
import { readColumns } from '../workloads/bench-data.ts'
import type { Workload } from '../workloads/workload.ts'
import { loadPeer } from './load-peer.ts'

interface Candle {
  readonly high: number
  readonly low: number
  readonly close: number
}

interface Streaming<I, O> {
  update(value: I, replace: boolean): O | null
}
type OfPrices<O = number> = Streaming<number, O>
type OfCandles<O = number> = Streaming<Candle, O>
type Bands = { readonly lower: number; readonly middle: number; readonly upper: number }

interface TradingSignals {
  SMA: new (interval: number) => OfPrices
  EMA: new (interval: number) => OfPrices
  RSI: new (interval: number) => OfPrices
  MACD: new (
    short: OfPrices,
    long: OfPrices,
    signal: OfPrices,
  ) => OfPrices<{ readonly macd: number; readonly signal: number; readonly histogram: number }>
  ATR: new (interval: number) => OfCandles
  ADX: new (interval: number) => OfCandles & { readonly pdi: number | undefined; readonly mdi: number | undefined }
  BollingerBands: new (interval: number, multiplier: number) => OfPrices<Bands>
  SuperTrend: new (config: {
    interval: number
    multiplier: number
  }) => OfCandles<{ readonly supertrend: number; readonly trend: string }>
  IchimokuCloud: new () => OfCandles<{
    readonly conversion: number
    readonly base: number
    readonly spanA: number
    readonly spanB: number
  }>
  KeltnerChannels: new (config: { emaInterval: number; atrInterval: number; multiplier: number }) => OfCandles<Bands>
  StochasticOscillator: new (config: {
    kPeriod: number
    kSlowingPeriod: number
    dPeriod: number
  }) => OfCandles<{ readonly stochK: number; readonly stochD: number }>
}

const COLUMNS = 26
const SHIFT = 26

/** W1 with trading-signals, which streams: every indicator takes each candle in turn. */
export async function prepare(data: string): Promise<Workload> {
  const library = await loadPeer<TradingSignals>('trading-signals')
  const bars = readColumns(join(data, 'one_1m.f64'))
  const candles = Array.from({ length: bars.length }, (_, i) => candleAt(bars, i))
  const columns = Array.from({ length: COLUMNS }, () => new Float64Array(bars.length))
  return {
    items: bars.length,
    warmups: 1,
    repeats: 2,
    run: () => {
      stream(library, candles, columns)
      const sum = columns.reduce((total, column) => total + (column[bars.length - 100] as number), 0)
      return { columns: COLUMNS, sum }
    },
  }
}

function candleAt(bars: Bars, i: number): Candle {
  return { high: bars.high[i] as number, low: bars.low[i] as number, close: bars.close[i] as number }
}

function stream(library: TradingSignals, candles: readonly Candle[], columns: readonly Float64Array[]): void {
  const put = (column: number, i: number, value: number | null | undefined) => {
    ;(columns[column] as Float64Array)[i] = value ?? Number.NaN
  }
  const prices = pricesOf(library)
  const whole = candlesOf(library)
  for (let i = 0; i < candles.length; i++) {
    const candle = candles[i] as Candle
    const { close } = candle
    put(0, i, prices.sma.update(close, false))
    put(1, i, prices.fast.update(close, false))
    put(2, i, prices.slow.update(close, false))
    put(3, i, prices.rsi.update(close, false))
    const macd = prices.macd.update(close, false)
    put(4, i, macd?.macd)
    put(5, i, macd?.signal)
    put(6, i, macd?.histogram)
    put(7, i, whole.atr.update(candle, false))
    put(10, i, whole.adx.update(candle, false))
    put(8, i, whole.adx.pdi === undefined ? undefined : whole.adx.pdi * 100)
    put(9, i, whole.adx.mdi === undefined ? undefined : whole.adx.mdi * 100)
    const bands = prices.bands.update(close, false)
    put(11, i, bands?.middle)
    put(12, i, bands?.upper)
    put(13, i, bands?.lower)
    const trend = whole.trend.update(candle, false)
    put(14, i, trend?.supertrend)
    put(15, i, trend === null ? undefined : trend.trend === 'BULLISH' ? 1 : -1)
    const cloud = whole.cloud.update(candle, false)
    put(16, i, cloud?.conversion)
    put(17, i, cloud?.base)
    put(18, i + SHIFT, cloud?.spanA)
    put(19, i + SHIFT, cloud?.spanB)
    put(20, i - SHIFT, close)
    const channel = whole.channel.update(candle, false)
    put(21, i, channel?.middle)
    put(22, i, channel?.upper)
    put(23, i, channel?.lower)
    const stochastic = whole.stochastic.update(candle, false)
    put(24, i, stochastic?.stochK)
    put(25, i, stochastic?.stochD)
  }
}

function pricesOf({ SMA, EMA, RSI, MACD, BollingerBands }: TradingSignals) {
  return {
    sma: new SMA(50),
    fast: new EMA(12),
    slow: new EMA(26),
    rsi: new RSI(14),
    macd: new MACD(new EMA(12), new EMA(26), new EMA(9)),
    bands: new BollingerBands(20, 2),
  }
}

function candlesOf({ ATR, ADX, SuperTrend, IchimokuCloud, KeltnerChannels, StochasticOscillator }: TradingSignals) {
  return {
    atr: new ATR(14),
    adx: new ADX(14),
    trend: new SuperTrend({ interval: 10, multiplier: 3 }),
    cloud: new IchimokuCloud(),
    channel: new KeltnerChannels({ emaInterval: 20, atrInterval: 10, multiplier: 2 }),
    stochastic: new StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }),
  }
}
