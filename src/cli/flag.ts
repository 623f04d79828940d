import { PlimsollError } from '../core/errors.ts'

/** A flag of the command line: what help says of it and how its text becomes a value. Its name is its key, in kebab case. */
export interface Flag<T = unknown> {
  readonly about: string
  /** One letter: `s` for `-s`. */
  readonly short?: string
  /** What stands for the value in help: `files`. A flag without one is a switch. */
  readonly value?: string
  readonly choices?: readonly string[]
  readonly isRequired?: boolean
  /** The value when the flag is not given. */
  readonly initial: T
  /** The value when the flag is not given, for what is in the folder of the user: its place there. */
  readonly inUserFolder?: string
  /** `soFar` is the value of the same flag further left. Throws `badValue` for a text that means nothing. */
  parse(text: string, soFar: T, name: string): T
}

export type FlagTable = Readonly<Record<string, Flag>>

/** The values of a table of flags. */
export type FlagsOf<F> = { readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never }

interface Details<T> {
  readonly short?: string
  readonly initial?: T
  readonly isRequired?: boolean
}

type Given = { readonly isRequired: true } | { readonly initial: unknown }
type Value<D, T> = D extends Given ? T : T | undefined

/** A flag without a value: true when it is given. */
export function on(about: string): Flag<boolean> {
  return { about, initial: false, parse: () => true }
}

/** A flag whose text is its value. */
export function text<const D extends Details<string>>(value: string, about: string, details?: D) {
  return parsed(value, about, (given) => given, details)
}

/** A file or folder that is at `inUserFolder` in the folder of the user unless another is given. */
export function userPath(value: string, about: string, inUserFolder: string): Flag<string> {
  return { ...text(value, about, { initial: '' }), inUserFolder }
}

/** A flag whose text is read by `parse`. */
export function parsed<T, const D extends Details<T>>(
  value: string,
  about: string,
  parse: (text: string, name: string) => T,
  details?: D,
): Flag<Value<D, T>> {
  const initial = details?.initial as Value<D, T>
  return { about, value, ...details, initial, parse: (given, _, name) => parse(given, name) as Value<D, T> }
}

/** A number in [min, max]. */
export function number<const D extends Details<number>>(
  value: string,
  about: string,
  [min, max]: readonly [number, number],
  details?: D,
) {
  return parsed(value, about, (given, name) => numberIn(given, name, min, max), details)
}

/** A whole number in [min, max]. */
export function integer<const D extends Details<number>>(
  value: string,
  about: string,
  [min, max]: readonly [number, number],
  details?: D,
) {
  const parse = (given: string, name: string): number => {
    const found = numberIn(given, name, min, max)
    if (Number.isInteger(found)) return found
    throw badValue(name, given, 'Use a whole number.')
  }
  return parsed(value, about, parse, details)
}

function numberIn(given: string, name: string, min: number, max: number): number {
  const value = given.trim() === '' ? Number.NaN : Number(given)
  if (value >= min && value <= max) return value
  throw badValue(name, given, `Use a number from ${min} to ${max}.`)
}

/** One of a few words. */
export function choice<const C extends string, const D extends Details<C>>(
  value: string,
  about: string,
  choices: readonly C[],
  details?: D,
): Flag<Value<D, C>> {
  const parse = (given: string, name: string): C => {
    const found = choices.find((one) => one === given)
    if (found !== undefined) return found
    throw badValue(name, given, `Use ${choices.join(' or ')}.`)
  }
  return { ...parsed(value, about, parse, details), choices }
}

/** Several texts, with commas or by giving the flag several times. */
export function list<const D extends Details<readonly string[]>>(
  value: string,
  about: string,
  details?: D,
): Flag<Value<D, readonly string[]>> {
  const parse = (given: string, soFar: readonly string[] | undefined, name: string): readonly string[] => {
    const items = given.split(',').map((item) => item.trim())
    if (items.includes('')) throw badValue(name, given, 'An item of the list is empty.')
    return [...(soFar ?? []), ...items]
  }
  return { about, value, ...details, initial: details?.initial, parse } as Flag<Value<D, readonly string[]>>
}

/** A text that may be given several times; commas stay in it. */
export function texts(value: string, about: string): Flag<readonly string[] | undefined> {
  return { about, value, initial: undefined, parse: (given, soFar) => [...(soFar ?? []), given] }
}

/** `name=value`, which may be given several times. */
export function pairs(about: string): Flag<Readonly<Record<string, string>>> {
  return {
    about,
    value: 'name=value',
    initial: {},
    parse: (given, soFar, name) => {
      const at = given.indexOf('=')
      if (at < 1) throw badValue(name, given, 'Use name=value, as in fast=10.')
      return { ...soFar, [given.slice(0, at).trim()]: given.slice(at + 1).trim() }
    },
  }
}

/** The value `given` of the flag `name` means nothing; `cure` says what would. */
export function badValue(name: string, given: string, cure: string): PlimsollError {
  return new PlimsollError('usage', `--${name} cannot be "${given}"`, cure)
}
