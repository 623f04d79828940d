import { didYouMean } from '../core/nearest.ts'
import type { LimitField } from './limits.ts'

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

export type Json = Readonly<Record<string, unknown>>

export function oneOf<T extends string>(value: unknown, path: readonly (string | number)[], choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value)
  if (found !== undefined) return found
  throw new SettingsMistake(path, `${path.at(-1)} cannot be ${shown(value)}`, `Write one of ${choices.join(', ')}.`)
}

export function objectOf(json: unknown, path: readonly (string | number)[], keys: readonly string[]): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new SettingsMistake(path, `${path.at(-1) ?? 'the file'} is ${shown(json)}`, 'Write an object: { }.')
  for (const key of Object.keys(json))
    if (!keys.includes(key)) throw new SettingsMistake([...path, key], `unknown key "${key}"`, didYouMean(key, keys))
  return json as Json
}

export function numberOf(value: unknown, path: readonly (string | number)[], field: LimitField): number {
  const name = path.at(-1)
  const { unit, min, max, isWhole = false } = field
  const cure = `Write a${isWhole ? ' whole' : ''} number from ${min} to ${max}${unit === '' ? '' : ` (${unit})`}.`
  if (typeof value !== 'number') throw new SettingsMistake(path, `${name} cannot be ${shown(value)}`, cure)
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value
  throw new SettingsMistake(path, `${name} cannot be ${value}`, `${unitHint(value, field)}${cure}`)
}

/** 0.02 was written for 2 %, or 60 for 0.6; only what can be taken is proposed. */
function unitHint(value: number, { unit, min, max }: LimitField): string {
  const isPct = unit.startsWith('%')
  if (!isPct && max > 1) return ''
  const meant = Number((isPct ? value * 100 : value / 100).toPrecision(12))
  return meant >= min && meant <= max ? `If you mean ${isPct ? meant : value} %, write ${meant}. ` : ''
}

export function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
