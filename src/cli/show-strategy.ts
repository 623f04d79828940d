import { defineCommand } from './command.ts'
import { type FlagsOf, on } from './flag.ts'
import { describeParam } from './list-strategies.ts'
import { fileOf, loadStrategy, ownNames, strategyPathFlag } from './load-strategy.ts'
import { formatTable, printJson, printLine } from './output.ts'

const flags = { strategyPath: strategyPathFlag, json: on('print one JSON document') }

/** `plimsoll show-strategy NAME`. */
export const command = defineCommand({
  about: 'Shows what a strategy does and what can be tuned.',
  examples: ['show-strategy momentum', 'show-strategy momentum --json'],
  takes: '<name>',
  takesAbout: 'the strategy (see list-strategies)',
  flags,
  run: (given, [name = '']) => run(name, given),
})

async function run(name: string, { strategyPath, json }: FlagsOf<typeof flags>): Promise<void> {
  const { about, timeframe, sizing = 'risk', params } = await loadStrategy(name, strategyPath)
  const file = ownNames(strategyPath).includes(name) ? fileOf(name, strategyPath) : undefined
  if (json) return printJson({ name, about, timeframe, sizing, params, file })
  printLine(`${name}\n  ${about}\n`)
  printLine(`made for ${timeframe} bars, sized by ${sizing === 'risk' ? 'the distance of its stop' : 'an equal share'}`)
  if (file !== undefined) printLine(`your own, in ${file}`)
  const rows = Object.entries(params).map(([param, spec]) => [`--param ${param}=`, describeParam(spec)])
  if (rows.length > 0) printLine(`\n${formatTable(['parameter', 'default and range'], rows)}`)
  printLine(`\nTry it: plimsoll backtest -s ${name} --data-file FILE.csv`)
}
