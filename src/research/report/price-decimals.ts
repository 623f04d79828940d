import { decimalsOf } from '../../core/grid.ts'
import type { RunMarket } from '../run-result.ts'

/** Decimals that prices of a market are shown with: those of its tick, or six significant digits where it has none. */
export function priceDecimals({ instrument, bars }: RunMarket): number {
  if (instrument.tick.step > 0) return decimalsOf(instrument.tick.step)
  const price = bars.length === 0 ? 1 : (bars.close[bars.length - 1] as number)
  return Math.min(Math.max(6 - Math.ceil(Math.log10(Math.abs(price) || 1)), 2), 10)
}
