import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import type { ParamSpec } from '../core/params.ts'
import { TIMEFRAMES } from '../core/timeframe.ts'
import { REGIME_NAMES } from '../indicators/trend/regime.ts'
import type { StrategyDefinition } from './strategy.ts'

const FIELDS = [
  'name',
  'about',
  'timeframe',
  'regimes',
  'invalidation',
  'baseline',
  'params',
  'indicators',
  'sizing',
  'build',
] as const

/**
 * The strategy that a user's file exports. It was written without a type check, so everything that the engine relies on is looked at.
 * @param name what the file is called: the strategy must have the same name
 * @throws PlimsollError `strategy`, which names the file, the field and the cure
 */
export function checkedDefinition(exported: unknown, name: string, file: string): StrategyDefinition {
  const broken = (what: string, cure: string) => new PlimsollError('strategy', `${file}: ${what}`, cure)
  if (typeof exported !== 'object' || exported === null) {
    throw broken('exports no `strategy`', 'Write `export const strategy = defineStrategy({ … })`.')
  }
  const given = exported as Partial<Record<string, unknown>>
  for (const field of Object.keys(given)) {
    if (!FIELDS.some((known) => known === field))
      throw broken(`a strategy has no field "${field}"`, didYouMean(field, FIELDS))
  }
  if (given.name !== name) {
    throw broken(`the strategy is called "${String(given.name)}", its file ${name}.ts`, 'Give both the same name.')
  }
  if (typeof given.about !== 'string' || given.about === '') {
    throw broken('`about` is missing', 'Say in one sentence what the strategy looks for and when it leaves.')
  }
  if (!TIMEFRAMES.some((timeframe) => timeframe === given.timeframe)) {
    throw broken(`unknown timeframe "${String(given.timeframe)}"`, didYouMean(String(given.timeframe), TIMEFRAMES))
  }
  for (const regime of Array.isArray(given.regimes) ? given.regimes : []) {
    if (!REGIME_NAMES.some((known) => known === regime))
      throw broken(`unknown regime "${String(regime)}"`, didYouMean(String(regime), REGIME_NAMES))
  }
  if (given.sizing !== undefined && given.sizing !== 'risk' && given.sizing !== 'share') {
    throw broken(`unknown sizing "${String(given.sizing)}"`, 'Use risk or share, or leave it away.')
  }
  if (typeof given.build !== 'function') {
    throw broken('`build` is missing', 'Write `build({ lines, params }) { return (bar) => … }`.')
  }
  if (typeof given.params !== 'object' || given.params === null) {
    throw broken('`params` is missing', 'Write `params: {}` when there are none.')
  }
  for (const [key, indicator] of Object.entries(given.indicators ?? {})) {
    const isIndicator = typeof indicator === 'object' && indicator !== null && 'lines' in indicator
    if (!isIndicator) throw broken(`indicators.${key} is no indicator`, "Write `import { ema } from 'plimsoll'`.")
  }
  for (const [param, spec] of Object.entries(given.params)) {
    const flaw = flawOf(spec)
    if (flaw !== undefined)
      throw broken(`parameter ${param} ${flaw}`, 'Declare it as integer(14, { min: 2, max: 100 }).')
  }
  return exported as StrategyDefinition
}

/** What is wrong with the declaration of a parameter. */
function flawOf(declared: unknown): string | undefined {
  if (typeof declared !== 'object' || declared === null) return `is ${String(declared)}, which is no declaration`
  const spec = declared as ParamSpec
  switch (spec.kind) {
    case 'boolean':
      return typeof spec.initial === 'boolean' ? undefined : 'is on or off, and its default is neither'
    case 'choice':
      return Array.isArray(spec.choices) && spec.choices.includes(spec.initial)
        ? undefined
        : 'has a default that is not among its choices'
    case 'integer':
    case 'number':
      return flawOfRange(spec)
    default:
      return `is of the unknown kind "${String((spec as { kind: unknown }).kind)}"`
  }
}

function flawOfRange({ kind, initial, min, max }: ParamSpec & { kind: 'integer' | 'number' }): string | undefined {
  if (![initial, min, max].every(Number.isFinite)) return 'needs a default and a range in finite numbers'
  if (kind === 'integer' && ![initial, min, max].every(Number.isInteger)) return 'is a whole number with a part'
  if (min > max) return `has the range ${min} to ${max}, which is empty`
  return initial >= min && initial <= max ? undefined : `has the default ${initial} outside of ${min} to ${max}`
}
