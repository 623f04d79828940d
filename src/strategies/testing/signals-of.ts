import { resolveParams } from '../../core/params.ts'
import { createPrng } from '../../core/prng.ts'
import type { Signal } from '../../core/signal.ts'
import type { Timeframe } from '../../core/timeframe.ts'
import { createLines } from '../../indicators/lines.ts'
import { MarketColumns } from '../../indicators/market-columns.ts'
import { Bars } from '../../market/bars.ts'
import { Bar } from '../bar.ts'
import type { StrategyDefinition } from '../strategy.ts'

/** A signal and the bar at whose close it came. */
export type SignalAt = Signal & { readonly bar: number }

/** Bars that close at these prices, each opening at the close before, with a wick of `wick` on both sides. */
export function barsAt(closes: readonly number[], timeframe: Timeframe = '1h', wick = 0.5): Bars {
  const bars = new Bars(timeframe)
  for (const [i, close] of closes.entries()) {
    const open = closes[i - 1] ?? close
    bars.append(i * bars.timeframeMs, open, Math.max(open, close) + wick, Math.min(open, close) - wick, close, 100)
  }
  return bars
}

/** What a strategy says over `bars`, bar by bar. */
export function signalsOf(
  definition: StrategyDefinition,
  bars: Bars,
  params: Readonly<Record<string, number | string>> = {},
): SignalAt[] {
  const columns = new MarketColumns(bars)
  const tools = { lines: createLines(columns, definition.indicators ?? {}), symbol: 'BTC/USDT', random: createPrng(1) }
  const decide = definition.build({ ...tools, params: resolveParams(definition.params, params, definition.name) })
  columns.extend()
  const window = new Bar(bars)
  const signals: SignalAt[] = []
  for (let bar = 0; bar < bars.length; bar++) {
    window.index = bar
    const signal = decide(window)
    if (signal !== undefined) signals.push({ ...signal, bar })
  }
  return signals
}

/** The entries alone, as `12 long`. */
export function entriesOf(signals: readonly SignalAt[]): string[] {
  return signals.filter(({ side }) => side !== 'flat').map(({ bar, side }) => `${bar} ${side}`)
}

/** `count` closes from `from` on, each `change` above the one before. */
export function ramp(from: number, change: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => from + change * k)
}
