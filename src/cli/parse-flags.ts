import { join } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import { nearestName } from '../core/nearest.ts'
import { type Command, commonFlags } from './command.ts'
import type { Flag, FlagTable } from './flag.ts'

/** A command line in parts. */
export interface ParsedLine {
  readonly flags: Readonly<Record<string, unknown>>
  readonly words: readonly string[]
}

/** Reads the command line of a command. Throws a usage error that names the flag, the value and the cure. */
export function parseFlags({ flags: own, takes }: Command, argv: readonly string[]): ParsedLine {
  const table: FlagTable = { ...own, ...commonFlags }
  const byName = new Map(Object.entries(table).map(([key, flag]) => [flagName(key), { key, flag }]))
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(table).map(([key, { initial }]) => [key, initial]),
  )
  const words: string[] = []
  const given = new Set<string>()
  for (const token of tokensOf(table, argv)) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const known = byName.get(token.name)
    if (known === undefined) throw unknownFlag(token.rawName, [...byName.keys()])
    const text = textOf(known.flag, token)
    values[known.key] = known.flag.parse(text, values[known.key], token.name)
    given.add(known.key)
  }
  for (const [key, { isRequired, value }] of Object.entries(table)) {
    if (isRequired && !given.has(key))
      throw usage(`--${flagName(key)} is missing`, `Add --${flagName(key)} <${value}>.`)
  }
  for (const [key, { inUserFolder }] of Object.entries(table))
    if (inUserFolder !== undefined && !given.has(key)) values[key] = join(String(values.userdir), inUserFolder)
  refuseWords(words, takes)
  return { flags: values, words }
}

/** `dataFile` as it is typed: `data-file`. */
export function flagName(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function tokensOf(table: FlagTable, argv: readonly string[]) {
  // Taken this way because an import statement would also load what else `node:util` has, for a tenth of the time of a start.
  const { parseArgs } = process.getBuiltinModule('node:util')
  const options = Object.fromEntries(
    Object.entries(table).map(([key, { short, value }]) => [
      flagName(key),
      { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short !== undefined && { short }) },
    ]),
  )
  return parseArgs({ args: [...argv], options, strict: false, tokens: true }).tokens
}

interface OptionToken {
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function textOf({ value: placeholder }: Flag, { rawName, value, inlineValue }: OptionToken): string {
  if (placeholder === undefined) {
    if (value === undefined) return ''
    throw usage(`${rawName} takes no value`, `Write ${rawName} alone.`)
  }
  // The next flag is not meant as the value of this one, a negative number is.
  const isMissing = value === undefined || (!inlineValue && /^-(?![\d.]|$)/.test(value))
  if (isMissing) throw usage(`${rawName} needs a value`, `Write ${rawName} <${placeholder}>.`)
  return value
}

function unknownFlag(rawName: string, known: readonly string[]): PlimsollError {
  const nearest = rawName.startsWith('--') ? nearestName(rawName.slice(2), known) : undefined
  return usage(`unknown flag ${rawName}`, `${nearest === undefined ? '' : `Did you mean --${nearest}? `}See --help.`)
}

function refuseWords(words: readonly string[], takes: string | undefined): void {
  const most = takes === undefined ? 0 : /\.\.\.[>\]]$/.test(takes) ? Number.POSITIVE_INFINITY : 1
  if (takes?.startsWith('<') && words.length === 0) throw usage(`${takes} is missing`, 'See --help for examples.')
  if (words.length <= most) return
  throw usage(`"${words[most]}" is one word too many`, 'Quote a value that holds spaces. See --help for examples.')
}

function usage(message: string, cure: string): PlimsollError {
  return new PlimsollError('usage', message, cure)
}
