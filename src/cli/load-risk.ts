import type { ParseError } from 'jsonc-parser'
import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import type { ExitRules } from '../exits/exit-rules.ts'
import type { Breaker } from '../risk/breakers.ts'
import { rulesOfLimits } from '../risk/limits.ts'
import { PRESET_NAMES, presetOf } from '../risk/presets.ts'
import type { DateOf } from '../risk/risk-day.ts'
import type { RiskRule } from '../risk/risk-rule.ts'
import type { ExitSettings, RiskSettings } from '../risk/risk-settings.ts'
import { readTextFile } from '../store/read-file.ts'
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
  readonly exitRules?: ExitRules
}

/**
 * The rules of the preset or the file that is named.
 * @param roundTripRate what getting in and out costs, as a ratio of the price
 */
export async function riskOfRun(flags: RiskFlags, roundTripRate: number): Promise<RiskOfRun | undefined> {
  const settings = await loadRisk(flags)
  if (settings === undefined) return undefined
  const { limits, breakers, timeZone, maxHoldHours, exits } = settings
  return {
    rules: rulesOfLimits(limits, roundTripRate),
    breakers,
    dateOf: zoneDates(timeZone),
    ...(maxHoldHours !== undefined && { maxHoldHours }),
    ...(exits !== undefined && { exitRules: exitRulesOf(exits, roundTripRate) }),
  }
}

function exitRulesOf({ isNet, roi, ...rules }: ExitSettings, roundTripRate: number): ExitRules {
  return {
    ...rules,
    costRate: isNet ? roundTripRate : 0,
    ...(roi !== undefined && {
      roi: roi.map(({ afterHours, enoughPct }) => ({ afterMs: afterHours * 3_600_000, enoughPct })),
    }),
  }
}

/**
 * The settings of a preset or of a file, undefined when neither is named.
 * @throws PlimsollError `usage` that names the file, the line, the value and the cure
 */
export async function loadRisk({ preset, riskFile }: RiskFlags): Promise<RiskSettings | undefined> {
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
  throw new PlimsollError('usage', `unknown preset "${name}"`, didYouMean(name, PRESET_NAMES))
}

async function readSettings(path: string): Promise<RiskSettings> {
  const text = readTextFile(path)
  const { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } = await import('jsonc-parser')
  const { parseRiskSettings } = await import('../risk/parse-risk-settings.ts')
  const { SettingsMistake } = await import('../risk/settings-mistake.ts')
  const mistakes: ParseError[] = []
  const tree = parseTree(text, mistakes, { allowTrailingComma: true })
  const [first] = mistakes
  if (tree === undefined || first !== undefined) {
    const what =
      first === undefined ? 'is empty' : `line ${lineOf(text, first.offset)}: ${printParseErrorCode(first.error)}`
    throw new PlimsollError('usage', `${path} ${what}`, 'Write JSON: { "preset": "balanced" }. Comments are allowed.')
  }
  const refuse = (where: readonly (string | number)[], message: string, cure: string): never => {
    const node = nearestNode((part) => findNodeAtLocation(tree, [...part]), where) ?? tree
    throw new PlimsollError('usage', `${path} line ${lineOf(text, node.offset)}: ${message}`, cure)
  }
  try {
    const settings = parseRiskSettings(getNodeValue(tree))
    zoneDates(settings.timeZone)
    return settings
  } catch (error) {
    if (error instanceof SettingsMistake) return refuse(error.path, error.message, error.cure)
    if (error instanceof PlimsollError) return refuse(['timeZone'], error.message, error.cure)
    throw error
  }
}

/** The node at `path`, or the innermost that is there on the way to it: a key that is missing has none. */
function nearestNode<T>(
  find: (path: readonly (string | number)[]) => T | undefined,
  path: readonly (string | number)[],
) {
  for (let length = path.length; length > 0; length--) {
    const node = find(path.slice(0, length))
    if (node !== undefined) return node
  }
  return undefined
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
