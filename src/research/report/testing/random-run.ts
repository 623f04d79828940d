import { createInstrument } from '../../../core/instrument.ts'
import { createPrng, type Prng } from '../../../core/prng.ts'
import { timeframeMs } from '../../../core/timeframe.ts'
import type { Trade } from '../../../core/trade.ts'
import { Bars } from '../../../market/bars.ts'
import { NEW_YEAR_2024 } from '../../metrics/testing/run-of.ts'
import { tradeOf } from '../../metrics/testing/trade-of.ts'
import type { RunMarket, RunResult } from '../../run-result.ts'

interface RandomRunParts {
  readonly bars: number
  readonly tradesPerMarket: number
  readonly symbols?: readonly string[]
  readonly entryReason?: string
}

const CAPITAL = 10_000

/** A run on hourly random walks whose trades follow one another, alternately long and short; the same on every machine. */
export function randomRun({
  bars,
  tradesPerMarket,
  symbols = ['BTC/USDT:USDT'],
  entryReason = 'by chance',
}: RandomRunParts): RunResult {
  const random = createPrng(7)
  const markets = symbols.map((symbol) => randomMarket(symbol, bars, random))
  const trades = markets
    .flatMap((market) => randomTrades(market, tradesPerMarket, entryReason))
    .sort((a, b) => a.exitAt - b.exitAt)
  const time = Float64Array.from({ length: bars }, (_, i) => NEW_YEAR_2024 + (i + 1) * timeframeMs('1h'))
  return {
    strategies: ['random'],
    timeframe: '1h',
    capital: CAPITAL,
    markets,
    trades,
    curve: { time, equity: equityAfter(trades, time), positions: new Uint8Array(bars) },
    refusals: { 'max positions': 3, 'min notional': 1 },
  }
}

function randomMarket(symbol: string, count: number, random: Prng): RunMarket {
  const bars = new Bars('1h', count)
  let close = 100
  for (let i = 0; i < count; i++) {
    const open = close
    close = open * (1 + (random() - 0.5) * 0.02)
    const reach = open * 0.005 * random()
    bars.append(
      NEW_YEAR_2024 + i * bars.timeframeMs,
      open,
      Math.max(open, close) + reach,
      Math.min(open, close) - reach,
      close,
      1,
    )
  }
  return { instrument: createInstrument({ symbol, tickSize: 0.01, lotSize: 0.001 }), bars }
}

/** Trades of equal length, entered and left at closes. */
function randomTrades({ instrument, bars }: RunMarket, count: number, entryReason: string): Trade[] {
  const span = Math.floor(bars.length / Math.max(count, 1))
  return Array.from({ length: count }, (_, k) => {
    const [entry, exit] = [k * span, (k + 1) * span - 1]
    const side = k % 2 === 0 ? 'long' : 'short'
    const [entryPrice, exitPrice] = [bars.close[entry] as number, bars.close[exit] as number]
    const grossPnl = (exitPrice - entryPrice) * 2 * (side === 'long' ? 1 : -1)
    const [entryAt, exitAt] = [bars.time[entry] as number, bars.time[exit] as number]
    const stopPrice = entryPrice * (side === 'long' ? 0.97 : 1.03)
    const amounts = { grossPnl, fees: 0.2, slippage: 0.1, funding: 0.01, pnl: grossPnl - 0.2 + 0.01 }
    const { symbol } = instrument
    return tradeOf({
      symbol,
      strategy: 'random',
      side,
      entryAt,
      exitAt,
      entryPrice,
      exitPrice,
      stopPrice,
      entryReason,
      ...amounts,
    })
  })
}

/** Capital and the results of the trades that have ended by then. */
function equityAfter(trades: readonly Trade[], times: Float64Array): Float64Array {
  let next = 0
  let equity = CAPITAL
  return times.map((time) => {
    while (next < trades.length && (trades[next] as Trade).exitAt < time) equity += (trades[next++] as Trade).pnl
    return equity
  })
}
