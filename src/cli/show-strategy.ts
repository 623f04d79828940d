import { defineCommand } from './command.ts'
import { factsOf, type StrategyFacts, sourceOf } from './describe-strategy.ts'
import { type FlagsOf, on } from './flag.ts'
import { describeParam } from './list-strategies.ts'
import { fileOf, loadStrategy, ownNames, strategyPathFlag } from './load-strategy.ts'
import { formatTable, printJson, printLine } from './output.ts'
import { pathOption } from './path-option.ts'

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
  const facts = factsOf({ definition, file })
  if (json) return printJson(facts)
  printLine(`${name}\n  ${facts.about}\n`)
  for (const sentence of sentencesOf(facts)) printLine(sentence)
  const rows = Object.entries(facts.params).map(([param, spec]) => [`--param ${param}=`, describeParam(spec)])
  if (rows.length > 0) printLine(`\n${formatTable(['parameter', 'default and range'], rows)}`)
  printLine('\nTry it:')
  for (const line of examplesOf(facts, strategyPath)) printLine(`  plimsoll ${line}`)
}

function sentencesOf({ timeframe, regimes, invalidation, baseline, sizing, indicators, needs, file }: StrategyFacts) {
  const needed = needs.map((series) => `${series} (${sourceOf(series).flag}, column ${sourceOf(series).column})`)
  return [
    `made for ${timeframe} bars, ${regimes.length === 0 ? 'in any market' : `in a market that is ${regimes.join(' or ')}`}`,
    `sized by ${sizing === 'risk' ? 'the distance of its stop' : 'an equal share of the capital'}`,
    ...(invalidation === undefined ? [] : [`an entry is void when: ${invalidation}`]),
    ...(indicators.length === 0 ? [] : [`reads ${indicators.join(', ')} (see plimsoll list-indicators)`]),
    `needs candles${needed.length === 0 ? ' and nothing else' : `, and ${needed.join(', ')}`}`,
    ...(baseline ? ['a baseline: to compare others with, not to trade on'] : []),
    ...(file === undefined ? [] : [`your own, in ${file}`]),
  ]
}

/** Command lines without `plimsoll`. */
function examplesOf({ name, params, needs, file }: StrategyFacts, folder: string): string[] {
  const own = file === undefined ? '' : pathOption(folder)
  const sources = [...new Set(needs.map((series) => sourceOf(series).flag))].map((flag) => ` ${flag} OTHER.csv`)
  const data = ` --data-file FILE.csv${sources.join('')}${own}`
  const [param, spec] = Object.entries(params)[0] ?? []
  return [
    `backtest -s ${name}${data}`,
    ...(spec === undefined
      ? []
      : [`backtest -s ${name} --param ${param}=${spec.initial}${data} --report reports/${name}`]),
    `compare -s ${name},buy-and-hold${data}`,
    ...(file === undefined ? [] : [`test-strategy ${name}${own}`]),
  ]
}
