import { type ParamValue, resolveParams } from '../core/params.ts'
import { createPrng } from '../core/prng.ts'
import type { Signal } from '../core/signal.ts'
import type { Timeframe } from '../core/timeframe.ts'
import { MarketColumns } from '../indicators/market-columns.ts'
import { Bars } from '../market/bars.ts'
import { Bar } from './bar.ts'
import { buildOver } from './build-strategy.ts'
import { checkSignal } from './check-signal.ts'
import type { StrategyDefinition } from './strategy.ts'

/** A signal and the bar at whose close it came. */
export type SignalAt = Signal & { readonly bar: number }

/**
 * Bars that close at these prices, each opening at the close before, with a wick of `wick` on both sides and a volume of 100. They begin
 * at 1970-01-01. Bars of other shapes are made with `new Bars('1h')` and `append`, what is known beside them is set as `bars.series`.
 * @example barsAt([100, 101, 102], '5m')
 */
export function barsAt(closes: readonly number[], timeframe: Timeframe = '1h', wick = 0.5): Bars {
  const bars = new Bars(timeframe)
  for (const [i, close] of closes.entries()) {
    const open = closes[i - 1] ?? close
    bars.append(i * bars.timeframeMs, open, Math.max(open, close) + wick, Math.min(open, close) - wick, close, 100)
  }
  return bars
}

/**
 * What a strategy says over `bars`, bar by bar: how to test one without an account or a venue.
 * @param params values other than the defaults
 * @throws PlimsollError `strategy` when it says what the engine would refuse, such as a negative stop; what it throws goes through
 * @example signalsOf(strategy, barsAt([100, 101, 102]), { fast: 2 })[0]?.side === 'long'
 */
export function signalsOf(
  definition: StrategyDefinition,
  bars: Bars,
  params: Readonly<Record<string, ParamValue>> = {},
): SignalAt[] {
  const columns = new MarketColumns(bars)
  const resolved = resolveParams(definition.params, params, definition.name)
  const decide = buildOver(columns, definition, { params: resolved, symbol: 'BTC/USDT', random: createPrng(1) })
  columns.extend()
  const window = new Bar(bars)
  const signals: SignalAt[] = []
  for (let bar = 0; bar < bars.length; bar++) {
    window.position = bar
    const signal = decide(window)
    if (signal === undefined) continue
    checkSignal({ strategyName: definition.name, bar: window }, signal)
    signals.push({ ...signal, bar })
  }
  return signals
}
