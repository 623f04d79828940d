import { didYouMean } from '../../core/nearest.ts'
import type { ParamSpec, ParamValue } from '../../core/params.ts'
import type { Timeframe } from '../../core/timeframe.ts'
import type { IndicatorDefinition } from '../../indicators/indicator.ts'
import type { Indicators } from '../../indicators/lines.ts'
import { BAR_FIELDS, type BarField, type BarValue, type LineValue } from './condition.ts'
import { definitionOf, findBarField, findIndicatorName, findName } from './known-names.ts'
import type { RawArgument, RawReference } from './raw-condition.ts'
import { refuseText } from './refuse-text.ts'

interface Place {
  readonly text: string
  readonly indicators: Indicators
  readonly timeframe: Timeframe | undefined
}

/** `close`, `ema(20)`, `macd(fast=8).signal`, `sma(volume, 20)`: the names resolved, the values of parameters as they stand. */
export function readReference(raw: RawReference, { text, indicators, timeframe }: Place): BarValue | LineValue {
  const { at, args, line } = raw
  const field = args === null || args.length === 0 ? findBarField(raw.name) : undefined
  if (field !== undefined) {
    if (line === null) return { type: 'bar', field, timeframe }
    refuseText(text, line.at, `${field} has no lines`, `Write ${field} alone.`)
  }
  const name = findIndicatorName(raw.name, indicators)
  const definition = name === undefined ? undefined : definitionOf(indicators, name)
  if (name === undefined || definition === undefined) {
    const known = [...BAR_FIELDS, 'funding', ...Object.keys(indicators)]
    return refuseText(text, at, `unknown indicator "${raw.name}"`, didYouMean(raw.name, known))
  }
  const { params, source } = readArguments(args ?? [], definition, text)
  return { type: 'line', indicator: name, params, source, line: readLine(raw, definition, text), timeframe }
}

function readLine({ line }: RawReference, { name, lines }: IndicatorDefinition, text: string): string {
  if (line === null) return lines[0] ?? name
  const problem = `${name} has no line "${line.text}"`
  return findName(line.text, lines) ?? refuseText(text, line.at, problem, didYouMean(line.text, lines))
}

interface Arguments {
  readonly params: Readonly<Record<string, ParamValue>>
  readonly source: BarField
}

function readArguments(args: readonly RawArgument[], definition: IndicatorDefinition, text: string): Arguments {
  const names = Object.keys(definition.params)
  const given = new Map<string, ParamValue>()
  let source: BarField | undefined
  let count = 0
  for (const arg of args) {
    const asSource = sourceOf(arg, count === 0 && source === undefined, definition)
    if (asSource !== undefined) {
      source = asSource
      continue
    }
    const name = arg.name === null ? names[count++] : findName(arg.name, names)
    if (name === undefined) return refuseArgument(arg, definition, text)
    if (given.has(name)) refuseText(text, arg.at, `${name} is given twice`, 'Leave one of them out.')
    given.set(name, readArgument(arg, definition.params[name]))
  }
  // In the order of the definition, so that one condition has one form.
  const inOrder = names.flatMap((name) => (given.has(name) ? [[name, given.get(name)] as const] : []))
  return { params: Object.fromEntries(inOrder) as Record<string, ParamValue>, source: source ?? 'close' }
}

/** What the indicator is to read: a word in the first place, or `source=high`. */
function sourceOf(
  { name, value }: RawArgument,
  isFirst: boolean,
  definition: IndicatorDefinition,
): BarField | undefined {
  if (!definition.takesSource || typeof value !== 'string') return undefined
  return (name === null ? isFirst : name.toLowerCase() === 'source') ? findBarField(value) : undefined
}

function readArgument({ value }: RawArgument, spec: ParamSpec | undefined): ParamValue {
  if (typeof value === 'number' || spec === undefined) return value
  if (spec.kind === 'choice') return findName(value, spec.choices) ?? value
  return spec.kind === 'boolean' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value
}

function refuseArgument({ at, name, value }: RawArgument, definition: IndicatorDefinition, text: string): never {
  const names = Object.keys(definition.params)
  const owner = definition.name
  if (names.length === 0) return refuseText(text, at, `${owner} takes no parameters`, `Write ${owner} alone.`)
  if (name !== null) return refuseText(text, at, `${owner} has no parameter "${name}"`, didYouMean(name, names))
  return refuseText(text, at, `${value} is one parameter too many for ${owner}`, `It takes ${names.join(', ')}.`)
}
