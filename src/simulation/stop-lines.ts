import type { StopLine } from '../engine/exit-rule-watch.ts'
import type { LineSource } from '../indicators/indicator.ts'
import { chandelier } from '../indicators/trend/chandelier.ts'
import { starc } from '../indicators/volatility/starc.ts'
import type { TrailingSettings } from '../risk/risk-settings.ts'

/** The lines of one market that stops follow beside a distance in percent: ranges from the close, ranges from the best price of a window. */
export function stopLines({ atr, chandelier: hanging }: TrailingSettings, columns: LineSource): StopLine[] {
  const lines: StopLine[] = []
  if (atr !== undefined) {
    // Bands around a mean of one bar are bands around its close.
    const bands = columns.lines(starc, { period: 1, multiple: atr.times, atrPeriod: atr.period })
    lines.push({ long: bands.lower.column, short: bands.upper.column })
  }
  if (hanging !== undefined) {
    const { long, short } = columns.lines(chandelier, { period: hanging.period, multiple: hanging.times })
    lines.push({ long: long.column, short: short.column })
  }
  return lines
}
