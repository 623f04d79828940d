import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { PRESET_NAMES, PRESETS } from '../src/risk/presets.ts'
import { worstLosses } from '../src/risk/worst-loss.ts'
import { crashDay, DAYS_BEFORE, STRATEGIES } from './crash-day.ts'

// `npm run docs:risk -- DAY=FILE[,FILE]...`: writes the table of crash days at the end of docs/risk.md.

const PAGE = new URL('risk.md', import.meta.url)
const HEADING = '## Crash days'

/** One row for each day and preset. */
async function table(days: readonly string[]): Promise<string> {
  const rows: string[] = []
  for (const given of days) {
    const [day = '', files = ''] = given.split('=')
    const paths = files.split(',')
    for (const preset of PRESET_NAMES) {
      const { closed, realisedPct, worstPct, gapPct, state } = await crashDay(paths, day, preset)
      const limit = worstLosses(PRESETS[preset]).find(({ over }) => over === 'a day')?.pct
      const figures = [closed, realisedPct.toFixed(2), worstPct.toFixed(2), limit, gapPct.toFixed(2), state]
      rows.push(
        `| ${day} | ${paths.map((path) => basename(path).split('-')[0]).join(' ')} | ${preset} | ${figures.join(' | ')} |\n`,
      )
    }
  }
  return rows.join('')
}

const rows = await table(process.argv.slice(2))
const [text = ''] = readFileSync(PAGE, 'utf8').split(`\n${HEADING}`)
writeFileSync(
  PAGE,
  `${text.trimEnd()}

${HEADING}

Made by \`npm run docs:risk -- DAY=FILE,FILE ...\`: do not edit. An account trades ${STRATEGIES.replaceAll(',', ', ')} with each preset, from ${DAYS_BEFORE} days
before. Percentages are of the equity at the beginning of the day. "Lost" is what the trades that closed on the day came to (below 0: they
gained), "worst" how far the equity fell with open positions, "gaps" what stops filled worse than at their price.

| day | symbols | preset | trades | lost % | worst % | limit % | gaps % | state at the end |
|---|---|---|---|---|---|---|---|---|
${rows}`,
)
