import { didYouMean } from '../core/nearest.ts'
import { type Breaker, GLOBAL, OPERATOR, RELEASE_POLICIES } from './breakers.ts'
import { contradictionOf } from './contradictions.ts'
import { LIMITS, type Limit, type LimitField, type LimitName, type LimitValues } from './limits.ts'
import { parseExits } from './parse-exits.ts'
import { CUSTOM, PRESET_NAMES, presetOf } from './presets.ts'
import type { RiskSettings } from './risk-settings.ts'
import { type Json, numberOf, objectOf, oneOf, SettingsMistake, shown } from './settings-mistake.ts'
import { TRADING_STATES } from './trading-state.ts'

const KEYS = ['$schema', 'preset', 'limits', 'breakers', 'timeZone', 'maxHoldHours', 'exits'] as const
const BREAKER_KEYS = ['name', 'since', 'limitPct', 'state', 'release', 'releasePct'] as const
const LOSS: LimitField = { unit: '%', min: 0.5, max: 100 }
const HOLD: LimitField = { unit: 'hours', min: 0.01, max: 100_000 }

/**
 * The settings that a file describes: those of its `preset`, if it names one, with what it says itself. A limit that is null is taken away.
 * @example parseRiskSettings({ preset: 'balanced', limits: { maxPositions: 4, cooldownMinutes: null } })
 * @throws SettingsMistake
 */
export function parseRiskSettings(json: unknown): RiskSettings {
  const file = objectOf(json, [], KEYS)
  const base = file.preset === undefined || file.preset === CUSTOM ? undefined : presetNamed(file.preset)
  const timeZone = file.timeZone === undefined ? (base?.timeZone ?? 'UTC') : file.timeZone
  if (typeof timeZone !== 'string')
    throw new SettingsMistake(['timeZone'], `${shown(timeZone)} is no time zone`, 'Write "UTC" or "Europe/Berlin".')
  const maxHoldHours =
    file.maxHoldHours === undefined ? base?.maxHoldHours : numberOf(file.maxHoldHours, ['maxHoldHours'], HOLD)
  const exits = file.exits === undefined ? base?.exits : parseExits(file.exits)
  const settings: RiskSettings = {
    limits: limitsOf(file.limits === undefined ? {} : file.limits, base?.limits ?? {}),
    breakers: file.breakers === undefined ? (base?.breakers ?? []) : breakersOf(file.breakers),
    timeZone,
    ...(maxHoldHours !== undefined && { maxHoldHours }),
    ...(exits !== undefined && { exits }),
  }
  const contradiction = contradictionOf(settings)
  if (contradiction !== undefined)
    throw new SettingsMistake(contradiction.path, contradiction.message, contradiction.cure)
  return settings
}

function presetNamed(name: unknown): RiskSettings {
  const preset = typeof name === 'string' ? presetOf(name) : undefined
  if (preset !== undefined) return preset
  throw new SettingsMistake(['preset'], `unknown preset ${shown(name)}`, didYouMean(String(name), PRESET_NAMES))
}

function limitsOf(json: unknown, base: LimitValues): LimitValues {
  const given = objectOf(json, ['limits'], Object.keys(LIMITS))
  const limits: Record<string, unknown> = { ...base }
  for (const [name, value] of Object.entries(given)) {
    if (value === null) delete limits[name]
    else limits[name] = limitOf(name as LimitName, value)
  }
  return limits as LimitValues
}

function limitOf(name: LimitName, json: unknown): number | Json {
  const { fields }: Limit = LIMITS[name]
  const path = ['limits', name]
  if (fields.value !== undefined) return numberOf(json, path, fields.value)
  const given = objectOf(json, path, Object.keys(fields))
  return Object.fromEntries(
    Object.entries(fields).map(([field, range]) => {
      if (given[field] !== undefined) return [field, numberOf(given[field], [...path, field], range)]
      throw new SettingsMistake(path, `${name} has no ${field}`, `Give all of ${Object.keys(fields).join(', ')}.`)
    }),
  )
}

function breakersOf(json: unknown): Breaker[] {
  if (!Array.isArray(json)) throw new SettingsMistake(['breakers'], `breakers are ${shown(json)}`, 'Write a list: [].')
  return json.map((item: unknown, k) => breakerOf(item, ['breakers', k]))
}

function breakerOf(json: unknown, path: readonly (string | number)[]): Breaker {
  const given = objectOf(json, path, BREAKER_KEYS)
  const { name, releasePct } = given
  if (typeof name !== 'string' || !/^[a-z][a-z0-9_]*$/.test(name) || name === OPERATOR || name === GLOBAL)
    throw new SettingsMistake(
      [...path, 'name'],
      `a breaker is named ${shown(name)}`,
      'Write a name in small letters: "daily_loss".',
    )
  return {
    name,
    since: oneOf(given.since, [...path, 'since'], ['day', 'month', 'peak'] as const),
    limitPct: numberOf(given.limitPct, [...path, 'limitPct'], LOSS),
    state: oneOf(given.state, [...path, 'state'], TRADING_STATES.slice(1) as ['close_only', 'halted', 'halted_flat']),
    release: oneOf(given.release, [...path, 'release'], RELEASE_POLICIES),
    ...(releasePct !== undefined && { releasePct: numberOf(releasePct, [...path, 'releasePct'], { ...LOSS, min: 0 }) }),
  }
}
