import type { LimitField } from './limits.ts'
import type { ExitSettings } from './risk-settings.ts'
import { type Json, numberOf, objectOf, oneOf, SettingsMistake, shown } from './settings-mistake.ts'

const PROFIT: LimitField = { unit: '%', min: 0.05, max: 1000 }
const KEPT: LimitField = { unit: '%', min: -100, max: 1000 }
const SHARE: LimitField = { unit: '%', min: 1, max: 100 }
const AGE: LimitField = { unit: 'hours', min: 0, max: 100_000 }

const DISTANCE: LimitField = { unit: '%', min: 0.05, max: 99 }
const MULTIPLE: LimitField = { unit: 'R', min: 0.1, max: 100 }
const STEP: LimitField = { unit: '%', min: 0.01, max: 10 }
const TIMES: LimitField = { unit: 'average true ranges', min: 0.1, max: 50 }
const PERIOD: LimitField = { unit: 'bars', min: 1, max: 5000, isWhole: true }

/** What a stop can follow. */
const WAYS = ['pct', 'atr', 'chandelier'] as const
const KEYS = ['basis', 'isNet', 'ladder', 'breakEven', 'trailing', 'pullback', 'roi'] as const

/**
 * The exits that a file describes. Profits have no basis unless it is said, because the same number means another price on each.
 * @throws SettingsMistake
 */
export function parseExits(json: unknown): ExitSettings {
  const given = objectOf(json, ['exits'], KEYS)
  const { isNet = true, ladder, breakEven, trailing, pullback, roi } = given
  if (typeof isNet !== 'boolean')
    throw new SettingsMistake(['exits', 'isNet'], `isNet cannot be ${shown(isNet)}`, 'Write true or false.')
  return {
    basis: oneOf(given.basis, ['exits', 'basis'], ['price', 'margin'] as const),
    isNet,
    ...(ladder !== undefined && { ladder: ladderOf(ladder) }),
    ...(breakEven !== undefined && { breakEven: breakEvenOf(breakEven) }),
    ...(trailing !== undefined && { trailing: trailingOf(trailing) }),
    ...(pullback !== undefined && { pullback: pullbackOf(pullback) }),
    ...(roi !== undefined && { roi: roiOf(roi) }),
  }
}

function breakEvenOf(json: unknown) {
  const path = ['exits', 'breakEven']
  const given = someOf(objectOf(json, path, ['atPct', 'atR']), path, ['atPct', 'atR'])
  return { ...numberIn(given, path, 'atPct', PROFIT), ...numberIn(given, path, 'atR', MULTIPLE) }
}

function trailingOf(json: unknown) {
  const path = ['exits', 'trailing']
  const given = someOf(objectOf(json, path, [...WAYS, 'fromPct', 'stepPct']), path, WAYS)
  const { atr, chandelier } = given
  return {
    ...numberIn(given, path, 'pct', DISTANCE),
    ...(atr !== undefined && { atr: rangesOf(atr, [...path, 'atr']) }),
    ...(chandelier !== undefined && { chandelier: rangesOf(chandelier, [...path, 'chandelier']) }),
    ...numberIn(given, path, 'fromPct', PROFIT),
    ...numberIn(given, path, 'stepPct', STEP),
  }
}

function rangesOf(json: unknown, path: Path) {
  const given = objectOf(json, path, ['times', 'period'])
  return {
    times: numberOf(given.times, [...path, 'times'], TIMES),
    period: numberOf(given.period, [...path, 'period'], PERIOD),
  }
}

/** `given`, which must have one of `keys`. */
function someOf(given: Json, path: Path, keys: readonly string[]): Json {
  if (keys.some((key) => given[key] !== undefined)) return given
  throw new SettingsMistake(path, `${path.at(-1)} says nothing`, `Give one of ${keys.join(', ')}.`)
}

/** The number at `key`, where there is one. */
function numberIn<K extends string>(
  given: Json,
  path: Path,
  key: K,
  field: LimitField,
): { readonly [P in K]?: number } {
  const value = given[key]
  return value === undefined ? {} : ({ [key]: numberOf(value, [...path, key], field) } as { [P in K]: number })
}

function ladderOf(json: unknown) {
  return listOf(json, ['exits', 'ladder'], (item, path) => {
    const given = objectOf(item, path, ['fromPct', 'keepPct'])
    const fromPct = numberOf(given.fromPct, [...path, 'fromPct'], PROFIT)
    const keepPct = numberOf(given.keepPct, [...path, 'keepPct'], KEPT)
    if (keepPct < fromPct) return { fromPct, keepPct }
    throw new SettingsMistake(path, `keepPct ${keepPct} is not below fromPct ${fromPct}`, 'Keep less than was reached.')
  })
}

function pullbackOf(json: unknown) {
  const path = ['exits', 'pullback']
  const given = objectOf(json, path, ['givePct', 'armAtPct'])
  return {
    givePct: numberOf(given.givePct, [...path, 'givePct'], SHARE),
    armAtPct: numberOf(given.armAtPct, [...path, 'armAtPct'], PROFIT),
  }
}

function roiOf(json: unknown) {
  return listOf(json, ['exits', 'roi'], (item, path) => {
    const given = objectOf(item, path, ['afterHours', 'enoughPct'])
    return {
      afterHours: numberOf(given.afterHours, [...path, 'afterHours'], AGE),
      enoughPct: numberOf(given.enoughPct, [...path, 'enoughPct'], KEPT),
    }
  })
}

type Path = readonly (string | number)[]

function listOf<T>(json: unknown, path: Path, itemOf: (item: unknown, path: Path) => T): T[] {
  if (!Array.isArray(json)) throw new SettingsMistake(path, `${path.at(-1)} is ${shown(json)}`, 'Write a list: [].')
  return json.map((item: unknown, k) => itemOf(item, [...path, k]))
}
