import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describeParam } from '../src/cli/list-strategies.ts'
import { parseFlags } from '../src/cli/parse-flags.ts'
import { type RunFlags, runFlags } from '../src/cli/run-flags.ts'
import { setUpRun } from '../src/cli/run-setup.ts'
import { backtest } from '../src/research/backtest.ts'
import { summarise } from '../src/research/metrics/summarise.ts'
import { strategies } from '../src/strategies/catalogue.ts'
import type { StrategyDefinition } from '../src/strategies/strategy.ts'

// `npm run docs -- FILE...`: writes docs/strategies.md, what each strategy declares and what it came to on the candles of each file.

const PAGE = new URL('strategies.md', import.meta.url)

/** What the declarations tell: a test holds the page to it. */
export function declarations(): string {
  return strategies.map(section).join('\n')
}

function section({ name, about, timeframe, sizing, params }: StrategyDefinition): string {
  const rows = Object.entries(params).map(([param, spec]) => `| \`${param}\` | ${describeParam(spec)} |\n`)
  const table = rows.length === 0 ? '' : `\n| parameter | default and range |\n|---|---|\n${rows.join('')}`
  const size = sizing === 'share' ? ' Sized by an equal share of the capital.' : ''
  return `### ${name}\n\n${about} Made for ${timeframe} bars.${size}\n${table}`
}

async function measured(files: readonly string[]): Promise<string> {
  const rows: string[] = []
  for (const file of files) {
    const { flags } = parseFlags({ about: '', examples: [], flags: runFlags, run: () => undefined }, [
      '--data-file',
      file,
    ])
    const options = await setUpRun({ ...(flags as RunFlags), strategy: strategies.map(({ name }) => name) })
    for (const strategy of options.strategies) {
      const summary = summarise(backtest({ ...options, strategies: [strategy] }))
      const { trades, winRatePct, totalReturnPct, maxDrawdownPct, buyAndHold } = summary
      const figures = [winRatePct, totalReturnPct, maxDrawdownPct, buyAndHold.returnPct].map(
        (value) => value?.toFixed(1) ?? '-',
      )
      rows.push(`| ${basename(file)} | ${strategy.definition.name} | ${trades} | ${figures.join(' | ')} |\n`)
    }
  }
  return rows.join('')
}

async function main(files: readonly string[]): Promise<void> {
  const table = await measured(files)
  writeFileSync(
    PAGE,
    `# Strategies

Made by \`npm run docs -- FILE...\`: do not edit.

## What they came to

Each alone, with its default parameters and every default of \`plimsoll backtest\` (fees, slippage, 1 % risk a trade), on the bars of the
file. No promise: most simple rules lose their costs, and this table shows it.

| file | strategy | trades | win % | return % | drawdown % | buy and hold % |
|---|---|---|---|---|---|---|
${table}
## What they are

${declarations()}`,
  )
}

if (import.meta.main) await main(process.argv.slice(2))
