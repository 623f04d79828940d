import { defineCommand } from './command.ts'
import { type FlagsOf, on } from './flag.ts'
import { asJson, describeParam } from './list-strategies.ts'
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
  const definition = await loadStrategy(name, strategyPath)
  const file = ownNames(strategyPath).includes(name) ? fileOf(name, strategyPath) : undefined
  if (json) return printJson(asJson({ definition, file }))
  const { about, timeframe, regimes, invalidation, sizing = 'risk', params, indicators = {} } = definition
  printLine(`${name}\n  ${about}\n`)
  printLine(`made for ${timeframe} bars${regimes === undefined ? '' : `, in a market that is ${regimes.join(' or ')}`}`)
  printLine(`sized by ${sizing === 'risk' ? 'the distance of its stop' : 'an equal share of the capital'}`)
  if (invalidation !== undefined) printLine(`an entry is void when: ${invalidation}`)
  const reads = Object.keys(indicators)
  if (reads.length > 0) printLine(`reads ${reads.join(', ')} (see plimsoll list-indicators)`)
  if (file !== undefined) printLine(`your own, in ${file}`)
  const rows = Object.entries(params).map(([param, spec]) => [`--param ${param}=`, describeParam(spec)])
  if (rows.length > 0) printLine(`\n${formatTable(['parameter', 'default and range'], rows)}`)
  printLine(`\nTry it: plimsoll backtest -s ${name} --data-file FILE.csv`)
}
