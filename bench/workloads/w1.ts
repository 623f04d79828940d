import { ema } from '../../src/indicators/averages/ema.ts'
import { sma } from '../../src/indicators/averages/sma.ts'
import type { SourceColumn } from '../../src/indicators/indicator.ts'
import type { MarketColumns } from '../../src/indicators/market-columns.ts'
import { macd } from '../../src/indicators/momentum/macd.ts'
import { rsi } from '../../src/indicators/momentum/rsi.ts'
import { stochastic } from '../../src/indicators/momentum/stochastic.ts'
import { adx } from '../../src/indicators/trend/adx.ts'
import { ichimoku } from '../../src/indicators/trend/ichimoku.ts'
import { supertrend } from '../../src/indicators/trend/supertrend.ts'
import { atr } from '../../src/indicators/volatility/atr.ts'
import { bollinger } from '../../src/indicators/volatility/bollinger.ts'
import { keltner } from '../../src/indicators/volatility/keltner.ts'
import type { Bars } from '../../src/market/bars.ts'

/** The check value of the 1M-bar file `one_1m`, to nine decimals. */
export const W1_CHECK = 2584.304403148

const ICHIMOKU_SHIFT = 26

/**
 * W1 of `performance.md`: twelve indicators, 26 full columns, on a market that has computed nothing yet. A bench makes a new
 * `MarketColumns` for each repetition; like the C floor, it hands the memory of one to the next:
 * `const columns = new MarketColumns(bars, memory); computeW1(columns); columns.release()`.
 */
export function computeW1(columns: MarketColumns): readonly SourceColumn[] {
  const asked = [
    columns.lines(sma, { period: 50 }),
    columns.lines(ema, { period: 12, seed: 'first' }),
    columns.lines(ema, { period: 26, seed: 'first' }),
    columns.lines(rsi, { period: 14 }),
    columns.lines(macd, { fast: 12, slow: 26, signal: 9, seed: 'first' }),
    columns.lines(atr, { period: 14 }),
    columns.lines(adx, { period: 14 }),
    columns.lines(bollinger, { period: 20, deviations: 2, ddof: 0 }),
    columns.lines(supertrend, { period: 10, multiple: 3 }),
    columns.lines(ichimoku, { tenkan: 9, kijun: 26, senkou: 52, shift: ICHIMOKU_SHIFT }),
    columns.lines(keltner, { period: 20, multiple: 2, atrPeriod: 10, seed: 'first' }),
    columns.lines(stochastic, { period: 14, smooth: 3, signal: 3 }),
  ]
  // Taken out before they are computed: a line that is asked for later costs the time of its indicator again.
  const wanted = asked.flatMap((lines) => Object.values<SourceColumn>(lines))
  columns.extend()
  return wanted
}

/**
 * The sum of the columns of `computeW1` at the hundredth bar from the end. The workload stores chikou where it is drawn, 26 bars
 * to the left; ours is stored where it is known.
 */
export function checkW1(bars: Bars, columns: readonly SourceColumn[]): number {
  const at = bars.length - 100
  const sum = columns.reduce((total, { column }) => total + (column.values[at] as number), 0)
  return sum - (bars.close[at] as number) + (bars.close[at + ICHIMOKU_SHIFT] as number)
}
