import { PlimsollError } from './errors.ts'
import { didYouMean } from './nearest.ts'

/** One tunable value. The optimiser, the command line, forms and docs are derived from it. */
export type ParamSpec =
  | { readonly kind: 'integer'; readonly initial: number; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly initial: number; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly initial: string; readonly choices: readonly string[] }
  | { readonly kind: 'boolean'; readonly initial: boolean }

export type ParamSpecs = Readonly<Record<string, ParamSpec>>
export type ParamValue = number | string | boolean

/** The values that a set of specs describes: `{ fast: number, source: 'close' | 'hl2' }`. */
export type ParamsOf<S extends ParamSpecs> = { readonly [K in keyof S]: ValueOf<S[K]> }
type ValueOf<P extends ParamSpec> = P extends { kind: 'choice'; choices: readonly (infer C)[] }
  ? C
  : P extends { kind: 'boolean' }
    ? boolean
    : number

/** A whole number from `min` to `max`. */
export function integer(initial: number, range: { min: number; max: number }) {
  return { kind: 'integer', initial, ...range } as const
}

/** Any finite number from `min` to `max`. */
export function number(initial: number, range: { min: number; max: number }) {
  return { kind: 'number', initial, ...range } as const
}

/** One of a few words. */
export function choice<const C extends readonly [string, ...string[]]>(...choices: C) {
  return { kind: 'choice', initial: choices[0] as C[number], choices } as const
}

/** On or off. */
export function boolean(initial: boolean) {
  return { kind: 'boolean', initial } as const
}

/**
 * Checks `given` (numbers, or text as typed) against `specs` and fills in what is not given.
 * @param owner who has the parameters, for the message: `strategy momentum`
 * @throws PlimsollError `usage` for an unknown name or a value out of range
 */
export function resolveParams<S extends ParamSpecs>(
  specs: S,
  given: Readonly<Record<string, ParamValue | undefined>>,
  owner: string,
): ParamsOf<S> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name)) {
      const known = Object.keys(specs)
      const cure = known.length === 0 ? `${owner} takes no parameters.` : didYouMean(name, known)
      throw new PlimsollError('usage', `${owner} has no parameter "${name}"`, cure)
    }
  }
  const values: Record<string, ParamValue> = {}
  for (const [name, spec] of Object.entries(specs)) {
    values[name] = resolveValue(spec, given[name], `${owner}: ${name}`)
  }
  return values as ParamsOf<S>
}

function resolveValue(spec: ParamSpec, value: ParamValue | undefined, place: string): ParamValue {
  if (value === undefined) return spec.initial
  switch (spec.kind) {
    case 'choice':
      if (spec.choices.includes(String(value))) return String(value)
      throw new PlimsollError('usage', `${place} cannot be "${value}"`, didYouMean(String(value), spec.choices))
    case 'boolean':
      if (value === true || value === 'true') return true
      if (value === false || value === 'false') return false
      throw new PlimsollError('usage', `${place} cannot be "${value}"`, 'Use true or false.')
    default:
      return resolveNumber(spec, value, place)
  }
}

function resolveNumber(spec: Extract<ParamSpec, { min: number }>, value: ParamValue, place: string): number {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  const isWhole = spec.kind === 'number' || Number.isInteger(parsed)
  if (typeof parsed === 'number' && isWhole && parsed >= spec.min && parsed <= spec.max) return parsed
  const kind = spec.kind === 'integer' ? 'a whole number' : 'a number'
  throw new PlimsollError('usage', `${place} cannot be "${value}"`, `Use ${kind} from ${spec.min} to ${spec.max}.`)
}
