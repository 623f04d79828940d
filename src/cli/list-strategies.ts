import type { ParamSpec } from '../core/params.ts'
import type { StrategyDefinition } from '../strategies/strategy.ts'
import { defineCommand } from './command.ts'
import { type FlagsOf, on } from './flag.ts'
import { type FoundStrategy, findStrategies, strategyPathFlag } from './load-strategy.ts'
import { printJson, printLine, printNote } from './output.ts'

const flags = {
  strategyPath: strategyPathFlag,
  long: on('with the parameters of each'),
  json: on('print one JSON document'),
}

/** `plimsoll list-strategies`. */
export const command = defineCommand({
  about: 'Lists the strategies, those of Plimsoll and your own.',
  examples: ['list-strategies', 'list-strategies --long', 'list-strategies --json'],
  flags,
  run,
})

async function run({ json, long, strategyPath }: FlagsOf<typeof flags>): Promise<void> {
  const { found, broken } = await findStrategies(strategyPath)
  if (json) {
    const files = broken.map(({ file, failure }) => ({ file, reason: failure.message, cure: failure.cure }))
    return printJson({ strategies: found.map(asJson), broken: files })
  }
  for (const { definition, file } of found) print(definition, file, long)
  for (const { failure } of broken) printNote(`${failure.message}\n  ${failure.cure}`)
}

/** Everything that a strategy declares. */
export function asJson({ definition, file }: FoundStrategy): Readonly<Record<string, unknown>> {
  const { name, about, timeframe, regimes, invalidation, baseline, sizing = 'risk', params, indicators } = definition
  const reads = Object.keys(indicators ?? {})
  return { name, about, timeframe, regimes, invalidation, baseline, sizing, params, indicators: reads, file }
}

function print(
  { name, about, timeframe, regimes, params }: StrategyDefinition,
  file: string | undefined,
  long: boolean,
) {
  const facts = [timeframe, regimes?.join(' or '), file].filter((fact) => fact !== undefined)
  printLine(`${name} (${facts.join(', ')})\n  ${about}`)
  if (!long) return
  for (const [param, spec] of Object.entries(params)) printLine(`    ${param.padEnd(16)} ${describeParam(spec)}`)
  printLine()
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
