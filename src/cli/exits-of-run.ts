import type { ExitSettings, TrailingSettings } from '../risk/risk-settings.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'

/** Least way that a trailing stop moves when a file does not say it, in percent of its price: a tenth of its distance, at most this. */
const STEP_PCT = 0.1

/**
 * What the exits of a preset or a file mean for a run.
 * @param roundTripRate what getting in and out costs, as a ratio of the price
 */
export async function exitsOfRun(
  settings: ExitSettings,
  roundTripRate: number,
): Promise<Pick<RunOptions, 'exitRules' | 'stopLines'>> {
  const { isNet, roi, trailing, ...rules } = settings
  return {
    exitRules: {
      ...rules,
      costRate: isNet ? roundTripRate : 0,
      ...(trailing !== undefined && { trailing: { stepPct: stepOf(trailing), ...trailing } }),
      ...(roi !== undefined && {
        roi: roi.map(({ afterHours, enoughPct }) => ({ afterMs: Math.round(afterHours * 3_600_000), enoughPct })),
      }),
    },
    ...(await stopLinesOf(settings)),
  }
}

function stepOf({ pct }: TrailingSettings): number {
  return pct === undefined ? STEP_PCT : Math.min(STEP_PCT, pct / 10)
}

/** The indicators are loaded only when a stop follows them. */
async function stopLinesOf({ trailing }: ExitSettings): Promise<Pick<RunOptions, 'stopLines'>> {
  if (trailing?.atr === undefined && trailing?.chandelier === undefined) return {}
  const { stopLines } = await import('../simulation/stop-lines.ts')
  return { stopLines: (columns) => columns.map((market) => stopLines(trailing, market)) }
}
