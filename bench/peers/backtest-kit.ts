import { join } from 'node:path'
import type { Bars } from '../../src/market/bars.ts'
import { readColumns } from '../workloads/bench-data.ts'
import { signalsOfW2 } from '../workloads/w2-signals.ts'
import type { Workload } from '../workloads/workload.ts'
import { loadPeer } from './load-peer.ts'

interface Candle {
  readonly timestamp: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

interface Signal {
  readonly position: 'long' | 'short'
  readonly priceTakeProfit: number
  readonly priceStopLoss: number
  readonly minuteEstimatedTime: number
  readonly cost: number
}

interface Names {
  readonly strategyName: string
  readonly exchangeName: string
  readonly frameName: string
}

interface BacktestKit {
  setConfig(config: Readonly<Record<string, number | boolean>>): void
  addExchangeSchema(schema: {
    exchangeName: string
    getCandles(symbol: string, interval: string, since: Date, limit: number): Promise<Candle[]>
    formatPrice(symbol: string, price: number): Promise<string>
    formatQuantity(symbol: string, quantity: number): Promise<string>
  }): void
  addFrameSchema(schema: { frameName: string; interval: string; startDate: Date; endDate: Date }): void
  addStrategySchema(schema: {
    strategyName: string
    interval: string
    getSignal(symbol: string, when: Date, currentPrice: number): Promise<Signal | null>
  }): void
  readonly Backtest: { run(symbol: string, names: Names): AsyncIterable<{ readonly action: string }> }
  readonly PersistCandleAdapter?: { useDummy(): void }
}

const BARS = 50_000
const MINUTE = 60_000
/** Candles that it asks for before the first minute of the frame. */
const LEAD = 1000

/**
 * W2 with backtest-kit, as near as it can: its positions live until stop, target or a day has gone by; no reversal, no account that
 * positions share. The signals are given to it, ours are computed within the time. It is measured in its first run, after a short
 * one that warms it up, because it remembers a strategy's past.
 */
export async function prepare(data: string): Promise<Workload> {
  const kit = await loadPeer<BacktestKit>('backtest-kit', new URL('./backtest-kit/', import.meta.url))
  const bars = readColumns(join(data, 'one_200k.f64'))
  const signals = signalsOfW2(bars)
  kit.PersistCandleAdapter?.useDummy()
  kit.setConfig({ CC_PERCENT_SLIPPAGE: 0.05, CC_PERCENT_FEE: 0.06 })
  kit.addExchangeSchema({
    exchangeName: 'bench',
    getCandles: async (_symbol, _interval, since, limit) => candlesFrom(bars, since.getTime(), limit),
    formatPrice: async (_symbol, price) => price.toFixed(2),
    formatQuantity: async (_symbol, quantity) => quantity.toFixed(8),
  })
  const start = bars.time[0] as number
  const runs = [2_000, BARS].map((length, k) => addRun(kit, `run ${k}`, { start, length, signals }))
  return { items: BARS, warmups: 1, repeats: 1, run: async () => ({ trades: await (runs.shift() ?? noRun)() }) }
}

interface Stretch {
  readonly start: number
  readonly length: number
  readonly signals: Int8Array
}

/** Registers a strategy and its frame; the function that is given back runs them and counts the closed positions. */
function addRun(kit: BacktestKit, name: string, { start, length, signals }: Stretch): () => Promise<number> {
  const from = start + LEAD * MINUTE
  kit.addFrameSchema({
    frameName: name,
    interval: '1m',
    startDate: new Date(from),
    endDate: new Date(from + (length - 1) * MINUTE),
  })
  kit.addStrategySchema({
    strategyName: name,
    interval: '1m',
    getSignal: async (_symbol, when, price) => signalAt(signals[(when.getTime() - start) / MINUTE - 1] ?? 0, price),
  })
  return async () => {
    let closed = 0
    const names = { strategyName: name, exchangeName: 'bench', frameName: name }
    for await (const { action } of kit.Backtest.run('BENCH', names)) if (action === 'closed') closed += 1
    return closed
  }
}

async function noRun(): Promise<number> {
  throw new Error('every run has been made')
}

function signalAt(direction: number, price: number): Signal | null {
  if (direction === 0) return null
  return {
    position: direction > 0 ? 'long' : 'short',
    priceTakeProfit: price * (1 + direction * 0.04),
    priceStopLoss: price * (1 - direction * 0.02),
    minuteEstimatedTime: 1440,
    cost: 10_000,
  }
}

function candlesFrom(bars: Bars, since: number, limit: number): Candle[] {
  const candles: Candle[] = []
  const first = bars.indexAtOrAfter(since)
  for (let i = first; i < Math.min(bars.length, first + limit); i++) {
    candles.push({
      timestamp: bars.time[i] as number,
      open: bars.open[i] as number,
      high: bars.high[i] as number,
      low: bars.low[i] as number,
      close: bars.close[i] as number,
      volume: bars.volume[i] as number,
    })
  }
  return candles
}
