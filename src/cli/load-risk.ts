import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import type { Breaker } from '../risk/breakers.ts'
import { keptByCosts } from '../risk/describe-exits.ts'
import { rulesOfLimits } from '../risk/limits.ts'
import { CUSTOM, PRESET_NAMES, presetOf } from '../risk/presets.ts'
import type { DateOf } from '../risk/risk-day.ts'
import type { RiskRule } from '../risk/risk-rule.ts'
import type { RiskSettings } from '../risk/risk-settings.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { exitsOfRun } from './exits-of-run.ts'
import { readAt, readJsonFile } from './read-json-file.ts'
import { zoneDates } from './zone-dates.ts'

/** What says how much an account may risk. */
export interface RiskFlags {
  readonly preset: string | undefined
  readonly riskFile: string | undefined
}

/** What a preset or a file means for a run. */
export interface RiskOfRun {
  readonly rules: readonly RiskRule[]
  readonly breakers: readonly Breaker[]
  readonly dateOf: DateOf
  readonly maxHoldHours?: number
  readonly exits: Pick<RunOptions, 'exitRules' | 'stopLines'>
  /** What in them is not as it looks. */
  readonly warnings: readonly string[]
}

/**
 * The rules of the preset or the file that is named.
 * @param roundTripRate what getting in and out costs, as a ratio of the price
 */
export async function riskOfRun(
  flags: RiskFlags & { readonly leverage: number },
  roundTripRate: number,
): Promise<RiskOfRun | undefined> {
  const settings = await loadRisk(flags)
  if (settings === undefined) return undefined
  const { limits, breakers, timeZone, maxHoldHours, exits } = settings
  return {
    rules: rulesOfLimits(limits, roundTripRate),
    breakers,
    dateOf: zoneDates(timeZone),
    ...(maxHoldHours !== undefined && { maxHoldHours }),
    exits: exits === undefined ? {} : await exitsOfRun(exits, roundTripRate),
    warnings: exits === undefined ? [] : keptByCosts(exits, flags.leverage, roundTripRate),
  }
}

/**
 * The settings of a preset or of a file, one of which must be named.
 * @throws PlimsollError `usage` that names the file, the line, the value and the cure
 */
export async function requireRisk(flags: RiskFlags): Promise<RiskSettings> {
  const settings = await loadRisk(flags)
  if (settings !== undefined) return settings
  const cure = `Add --preset ${PRESET_NAMES[0]}, or --risk-file risk.json; presets are ${PRESET_NAMES.join(', ')}.`
  throw new PlimsollError('usage', 'neither a preset nor a file is named', cure)
}

/** The same, undefined when neither is named. */
async function loadRisk({ preset, riskFile }: RiskFlags): Promise<RiskSettings | undefined> {
  if (preset === CUSTOM) {
    if (riskFile !== undefined) return readSettings(riskFile)
    const cure = 'Add --risk-file risk.json, which names the limits.'
    throw new PlimsollError('usage', `the preset "${CUSTOM}" has no limits of its own`, cure)
  }
  if (preset !== undefined && riskFile !== undefined) {
    const cure = 'Choose one of them: a file can begin with "preset": "balanced".'
    throw new PlimsollError('usage', '--preset and --risk-file are given', cure)
  }
  if (preset !== undefined) return presetOrRefuse(preset)
  return riskFile === undefined ? undefined : readSettings(riskFile)
}

function presetOrRefuse(name: string): RiskSettings {
  const preset = presetOf(name)
  if (preset !== undefined) return preset
  throw new PlimsollError('usage', `unknown preset "${name}"`, didYouMean(name, [...PRESET_NAMES, CUSTOM]))
}

async function readSettings(path: string): Promise<RiskSettings> {
  const { parseRiskSettings } = await import('../risk/parse-risk-settings.ts')
  return readJsonFile(path, '{ "preset": "balanced" }', (json) => {
    const settings = parseRiskSettings(json)
    readAt(['timeZone'], () => zoneDates(settings.timeZone))
    return settings
  })
}
