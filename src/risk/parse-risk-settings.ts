import { didYouMean } from '../core/nearest.ts'
import { type Breaker, RELEASE_POLICIES } from './breakers.ts'
import { contradictionOf } from './contradictions.ts'
import { LIMITS, type Limit, type LimitField, type LimitName, type LimitValues } from './limits.ts'
import { PRESET_NAMES, presetOf } from './presets.ts'
import type { RiskSettings } from './risk-settings.ts'
import { TRADING_STATES } from './trading-state.ts'

/** A mistake in settings: where it stands, what is wrong, and what to write. */
export class SettingsMistake extends Error {
  override readonly name = 'SettingsMistake'
  /** Keys and places from the outermost inwards: `['limits', 'maxPositions']`. */
  readonly path: readonly (string | number)[]
  readonly cure: string

  constructor(path: readonly (string | number)[], message: string, cure: string) {
    super(message)
    this.path = path
    this.cure = cure
  }
}

type Json = Readonly<Record<string, unknown>>

const KEYS = ['$schema', 'preset', 'limits', 'breakers', 'timeZone', 'maxHoldHours'] as const
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
  const base = file.preset === undefined ? undefined : presetNamed(file.preset)
  const timeZone = file.timeZone ?? base?.timeZone ?? 'UTC'
  if (typeof timeZone !== 'string')
    throw new SettingsMistake(['timeZone'], `${shown(timeZone)} is no time zone`, 'Write "UTC" or "Europe/Berlin".')
  const maxHoldHours =
    file.maxHoldHours === undefined ? base?.maxHoldHours : numberOf(file.maxHoldHours, ['maxHoldHours'], HOLD)
  const settings: RiskSettings = {
    limits: limitsOf(file.limits ?? {}, base?.limits ?? {}),
    breakers: file.breakers === undefined ? (base?.breakers ?? []) : breakersOf(file.breakers),
    timeZone,
    ...(maxHoldHours !== undefined && { maxHoldHours }),
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
  if (typeof name !== 'string' || !/^[a-z][a-z0-9_]*$/.test(name))
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

function oneOf<T extends string>(value: unknown, path: readonly (string | number)[], choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value)
  if (found !== undefined) return found
  throw new SettingsMistake(path, `${path.at(-1)} cannot be ${shown(value)}`, `Write one of ${choices.join(', ')}.`)
}

function objectOf(json: unknown, path: readonly (string | number)[], keys: readonly string[]): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new SettingsMistake(path, `${path.at(-1) ?? 'the file'} is ${shown(json)}`, 'Write an object: { }.')
  for (const key of Object.keys(json))
    if (!keys.includes(key)) throw new SettingsMistake([...path, key], `unknown key "${key}"`, didYouMean(key, keys))
  return json as Json
}

function numberOf(value: unknown, path: readonly (string | number)[], field: LimitField): number {
  const name = path.at(-1)
  const { unit, min, max, isWhole = false } = field
  const cure = `Write a${isWhole ? ' whole' : ''} number from ${min} to ${max}${unit === '' ? '' : ` (${unit})`}.`
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new SettingsMistake(path, `${name} cannot be ${shown(value)}`, cure)
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value
  throw new SettingsMistake(path, `${name} cannot be ${value}`, `${unitHint(value, field)}${cure}`)
}

/** 0.02 was written for 2 %, or 60 for 0.6. */
function unitHint(value: number, { unit, min, max }: LimitField): string {
  const asPct = Number((value * 100).toPrecision(12))
  const asRatio = Number((value / 100).toPrecision(12))
  if (unit.startsWith('%') && value > 0 && value < min && asPct <= max)
    return `If you mean ${asPct} %, write ${asPct}. `
  if (!unit.startsWith('%') && max <= 1 && value > max && asRatio >= min && asRatio <= max)
    return `If you mean ${value} %, write ${asRatio}. `
  return ''
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
