import { existsSync } from 'node:fs'
import { PlimsollError } from '../core/errors.ts'
import type { ParamSpec } from '../core/params.ts'
import { defineCommand } from './command.ts'
import { factsOf, type StrategyFacts } from './describe-strategy.ts'
import { type FlagsOf, on } from './flag.ts'
import { type BrokenStrategy, findStrategies, strategyPathFlag } from './load-strategy.ts'
import { printJson, printLine, printNote } from './output.ts'
import { pathOption } from './path-option.ts'

const flags = {
  strategyPath: strategyPathFlag,
  long: on('with the parameters of each'),
  json: on('print one JSON document, with everything that they declare'),
}

/** `plimsoll list-strategies`. */
export const command = defineCommand({
  about: 'Lists the strategies, those of Plimsoll and your own.',
  examples: ['list-strategies', 'list-strategies --long', 'list-strategies --json'],
  flags,
  run,
})

async function run({ json, long, strategyPath }: FlagsOf<typeof flags>): Promise<void> {
  const { strategies, broken } = await listed(strategyPath)
  if (json) {
    const files = broken.map(({ file, failure }) => ({ file, reason: failure.message, cure: failure.cure }))
    return printJson({ strategies, broken: files })
  }
  const ofPlimsoll = strategies.filter(({ file }) => file === undefined)
  const print = long ? printLong : printShort
  print(
    'Strategies of Plimsoll',
    ofPlimsoll.filter(({ baseline }) => !baseline),
  )
  print(
    'Baselines, to compare with and not to trade on',
    ofPlimsoll.filter(({ baseline }) => baseline),
  )
  const own = strategies.filter(({ file }) => file !== undefined)
  print(`Your own, in ${strategyPath}${own.length > 0 ? '' : whyNone(strategyPath, broken)}`, own)
  for (const { failure } of broken) printNote(`broken: ${failure.message}\n  ${failure.cure}`)
}

/** Every strategy with its facts. One of the user's that cannot even be built is as broken as one that cannot be loaded. */
async function listed(folder: string) {
  const { found, broken } = await findStrategies(folder)
  const strategies: StrategyFacts[] = []
  const all: BrokenStrategy[] = [...broken]
  for (const one of found) {
    try {
      strategies.push(factsOf(one))
    } catch (failure) {
      if (!(failure instanceof PlimsollError) || one.file === undefined) throw failure
      all.push({ file: one.file, failure })
    }
  }
  return { strategies, broken: all }
}

function whyNone(folder: string, broken: readonly BrokenStrategy[]): string {
  const cure = `plimsoll new-strategy NAME${pathOption(folder)} writes one`
  if (broken.length > 0) return ': none that works'
  return existsSync(folder) ? `: none (${cure})` : `: there is no such folder (${cure})`
}

/** One line each, as wide as the terminal. */
function printShort(heading: string, strategies: readonly StrategyFacts[]): void {
  printLine(heading)
  const heads = strategies.map((one) => headOf(one, false))
  const width = Math.max(...heads.map(({ length }) => length))
  for (const [i, { about }] of strategies.entries()) printLine(clipped(`  ${heads[i]?.padEnd(width)}  ${about}`))
  printLine()
}

function printLong(heading: string, strategies: readonly StrategyFacts[]): void {
  printLine(`${heading}\n`)
  for (const one of strategies) {
    printLine(`${headOf(one, true)}\n  ${one.about}`)
    for (const [param, spec] of Object.entries(one.params)) printLine(`    ${param.padEnd(16)} ${describeParam(spec)}`)
    printLine()
  }
}

/** `momentum (5m, trending or volatile)`. */
function headOf({ name, timeframe, regimes, file }: StrategyFacts, withFile: boolean): string {
  const facts = [timeframe, ...(regimes.length > 0 ? [regimes.join(' or ')] : [])]
  return `${name} (${[...facts, ...(withFile && file !== undefined ? [file] : [])].join(', ')})`
}

function clipped(line: string): string {
  const { columns } = process.stdout
  return columns === undefined || line.length <= columns ? line : `${line.slice(0, Math.max(columns, 40) - 1)}…`
}

/** `12, from 2 to 200`: the default and what may be chosen. */
export function describeParam(spec: ParamSpec): string {
  switch (spec.kind) {
    case 'choice':
      return `${spec.initial}, one of ${spec.choices.join(', ')}`
    case 'boolean':
      return `${spec.initial}, true or false`
    default:
      return `${spec.initial}, from ${spec.min} to ${spec.max}`
  }
}
