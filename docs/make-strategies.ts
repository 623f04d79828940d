import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describeParam } from '../src/cli/list-strategies.ts'
import { parseFlags } from '../src/cli/parse-flags.ts'
import { type RunFlags, runFlags } from '../src/cli/run-flags.ts'
import { setUpRun } from '../src/cli/run-setup.ts'
import { PlimsollError } from '../src/core/errors.ts'
import { timeframeMs } from '../src/core/timeframe.ts'
import { backtest } from '../src/research/backtest.ts'
import { summarise } from '../src/research/metrics/summarise.ts'
import type { RunOptions } from '../src/simulation/simulated-run.ts'
import { readCandles } from '../src/store/read-candles.ts'
import { strategies } from '../src/strategies/catalogue.ts'
import type { StrategyDefinition } from '../src/strategies/strategy.ts'

// `npm run docs -- FILE[:FUNDING]...`: writes docs/strategies.md, what each strategy declares and what it came to on the candles of each file.

const PAGE = new URL('strategies.md', import.meta.url)

/** What the declarations tell: a test holds the page to it. */
export function declarations(): string {
  return strategies.map(section).join('\n')
}

function section(definition: StrategyDefinition): string {
  const { name, about, timeframe, sizing, params, regimes, invalidation, indicators = {} } = definition
  const rows = Object.entries(params).map(([param, spec]) => `| \`${param}\` | ${describeParam(spec)} |\n`)
  const table = rows.length === 0 ? '' : `\n| parameter | default and range |\n|---|---|\n${rows.join('')}`
  const facts = [
    about,
    `Made for ${timeframe} bars${regimes === undefined ? '' : `, in a market that is ${regimes.join(' or ')}`}.`,
    ...(invalidation === undefined ? [] : [`Void when: ${invalidation}.`]),
    ...(Object.keys(indicators).length === 0 ? [] : [`Reads ${Object.keys(indicators).join(', ')}.`]),
    ...(sizing === 'share' ? ['Sized by an equal share of the capital.'] : []),
  ]
  return `### ${name}\n\n${facts.join(' ')}\n${table}`
}

/** What every strategy came to on each file: `candles.csv.gz` or `candles.csv.gz:funding.csv.gz`. */
async function measured(files: readonly string[]): Promise<string> {
  const rows: string[] = []
  for (const given of files) {
    const [file = '', funding] = given.split(':')
    const args = ['--data-file', file, ...(funding === undefined ? [] : ['--funding-file', funding])]
    const { flags } = parseFlags({ about: '', examples: [], flags: runFlags, run: () => undefined }, args)
    const ownMs = readCandles(file).timeframeMs
    for (const { name, timeframe } of strategies) {
      const larger = timeframeMs(timeframe) > ownMs ? timeframe : undefined
      const options = await setUpRun({ ...(flags as RunFlags), strategy: [name], timeframe: larger })
      const bars = options.markets[0]?.bars.timeframe
      rows.push(`| ${basename(file)} | ${name} | ${bars} | ${figuresOf(options).join(' | ')} |\n`)
    }
  }
  return rows.join('')
}

/** What the run came to, or why it could not be done on this file. */
function figuresOf(options: RunOptions): readonly (string | number)[] {
  try {
    const { trades, winRatePct, totalReturnPct, maxDrawdownPct, buyAndHold } = summarise(backtest(options))
    const figures = [winRatePct, totalReturnPct, maxDrawdownPct, buyAndHold.returnPct]
    return [trades, ...figures.map((value) => value?.toFixed(1) ?? '-')]
  } catch (error) {
    if (!(error instanceof PlimsollError) || error.code !== 'data') throw error
    return [error.message.replace(/^.*? needs /, 'needs ').replace(/:.*$/, ''), '', '', '', '']
  }
}

async function main(files: readonly string[]): Promise<void> {
  const table = await measured(files)
  writeFileSync(
    PAGE,
    `# Strategies

Made by \`npm run docs -- FILE...\`, where FILE may be \`candles.csv:funding.csv\`: do not edit.

## What they came to

Each alone, with its default parameters and every default of \`plimsoll backtest\` (fees, slippage, 1 % risk a trade), on bars of the
timeframe that it was made for, or those of the file where they are larger. No promise: most simple rules lose their costs, and this table shows it.

| file | strategy | bars | trades | win % | return % | drawdown % | buy and hold % |
|---|---|---|---|---|---|---|---|
${table}
## What they are

${declarations()}`,
  )
}

if (import.meta.main) await main(process.argv.slice(2))
