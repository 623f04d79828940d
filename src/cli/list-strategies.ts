import type { Command } from 'commander'
import type { ParamSpec } from '../core/params.ts'
import { strategies } from '../strategies/catalogue.ts'
import { newCommand } from './command.ts'
import { printJson, printLine } from './output.ts'

/** `plimsoll list-strategies`. */
export function createCommand(): Command {
  return newCommand('list-strategies', 'Lists the strategies with their parameters.', [
    'list-strategies',
    'list-strategies --json',
  ])
    .option('--json', 'print one JSON document')
    .action(run)
}

function run({ json }: { json?: boolean }): void {
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
