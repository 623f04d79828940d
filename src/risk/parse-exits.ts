import type { LimitField } from './limits.ts'
import type { ExitSettings } from './risk-settings.ts'
import { numberOf, objectOf, oneOf, SettingsMistake, shown } from './settings-mistake.ts'

const PROFIT: LimitField = { unit: '%', min: 0.05, max: 1000 }
const KEPT: LimitField = { unit: '%', min: -100, max: 1000 }
const SHARE: LimitField = { unit: '%', min: 1, max: 100 }
const AGE: LimitField = { unit: 'hours', min: 0, max: 100_000 }

const KEYS = ['basis', 'isNet', 'ladder', 'pullback', 'roi', 'trailingPct'] as const

/**
 * The exits that a file describes. Profits have no basis unless it is said, because the same number means another price on each.
 * @throws SettingsMistake
 */
export function parseExits(json: unknown): ExitSettings {
  const given = objectOf(json, ['exits'], KEYS)
  const { isNet = true, ladder, pullback, roi, trailingPct } = given
  if (typeof isNet !== 'boolean')
    throw new SettingsMistake(['exits', 'isNet'], `isNet cannot be ${shown(isNet)}`, 'Write true or false.')
  return {
    basis: oneOf(given.basis, ['exits', 'basis'], ['price', 'margin'] as const),
    isNet,
    ...(ladder !== undefined && { ladder: ladderOf(ladder) }),
    ...(pullback !== undefined && { pullback: pullbackOf(pullback) }),
    ...(roi !== undefined && { roi: roiOf(roi) }),
    ...(trailingPct !== undefined && { trailingPct: numberOf(trailingPct, ['exits', 'trailingPct'], PROFIT) }),
  }
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
