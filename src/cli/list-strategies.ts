import type { ParamSpec } from '../core/params.ts'
import { defineCommand } from './command.ts'
import { type FlagsOf, on } from './flag.ts'
import { allStrategies, strategyPathFlag } from './load-strategy.ts'
import { printJson, printLine } from './output.ts'

const flags = { strategyPath: strategyPathFlag, json: on('print one JSON document') }

/** `plimsoll list-strategies`. */
export const command = defineCommand({
  about: 'Lists the strategies with their parameters.',
  examples: ['list-strategies', 'list-strategies --json'],
  flags,
  run,
})

async function run({ json, strategyPath }: FlagsOf<typeof flags>): Promise<void> {
  const found = await allStrategies(strategyPath)
  if (json) {
    return printJson(
      found.map(({ definition: { name, about, timeframe, params }, file }) => ({
        name,
        about,
        timeframe,
        params,
        file,
      })),
    )
  }
  for (const { definition, file } of found) {
    const { name, about, timeframe, params } = definition
    printLine(`${name} (${timeframe}${file === undefined ? '' : `, ${file}`})\n  ${about}`)
    for (const [param, spec] of Object.entries(params)) printLine(`    ${param.padEnd(12)} ${describeParam(spec)}`)
    printLine()
  }
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
