import type { ParamSpec } from '../core/params.ts'
import { strategies } from '../strategies/catalogue.ts'
import { defineCommand } from './command.ts'
import { on } from './flag.ts'
import { printJson, printLine } from './output.ts'

/** `plimsoll list-strategies`. */
export const command = defineCommand({
  about: 'Lists the strategies with their parameters.',
  examples: ['list-strategies', 'list-strategies --json'],
  flags: { json: on('print one JSON document') },
  run,
})

function run({ json }: { readonly json: boolean }): void {
  if (json)
    return printJson(strategies.map(({ name, about, timeframe, params }) => ({ name, about, timeframe, params })))
  for (const { name, about, timeframe, params } of strategies) {
    printLine(`${name} (${timeframe})\n  ${about}`)
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
