import { PlimsollError } from '../../core/errors.ts'
import type { Breaker } from '../../risk/breakers.ts'
import { PRESET_NAMES, presetOf } from '../../risk/presets.ts'
import type { RiskPreset, RiskSettings } from '../../risk/risk-settings.ts'
import { describeLimits, type WorstLoss, worstLosses } from '../../risk/worst-loss.ts'
import { defineCommand } from '../command.ts'
import { type FlagsOf, number, on, text } from '../flag.ts'
import { loadRisk } from '../load-risk.ts'
import { formatTable, printJson, printLine } from '../output.ts'

const flags = {
  preset: text('name', `limits that are ready to use: ${PRESET_NAMES.join(', ')}`),
  riskFile: text('file', 'limits of your own: { "preset": "balanced", "limits": { "maxPositions": 4 } }'),
  equity: number('amount', 'what the account is worth, in quote units', [1, 1e12], { initial: 10_000 }),
  json: on('print one JSON document'),
}

/** `plimsoll risk explain`: every limit of a preset or a file, and what can be lost under it. */
export const command = defineCommand({
  about: 'Prints every limit, where it comes from, and the worst loss of a trade, a day and a month.',
  examples: [
    'risk explain --preset autonomous --equity 10000',
    'risk explain --preset small-account --equity 100',
    'risk explain --risk-file risk.json --json',
  ],
  flags,
  run,
})

async function run({ preset, riskFile, equity, json }: FlagsOf<typeof flags>): Promise<void> {
  const settings = await loadRisk({ preset, riskFile })
  if (settings === undefined) {
    const cure = `Add --preset ${PRESET_NAMES[0]}, or --risk-file risk.json; presets are ${PRESET_NAMES.join(', ')}.`
    throw new PlimsollError('usage', 'neither a preset nor a file is named', cure)
  }
  const known = preset === undefined ? undefined : presetOf(preset)
  const limits = describeLimits(settings).map((limit) => ({ ...limit, source: sourceOf(known, limit.name, riskFile) }))
  const worst = worstLosses(settings).map((loss) => ({ ...loss, amount: (equity * loss.pct) / 100 }))
  if (json) printJson({ preset, riskFile, equity, ...settings, limits, worst })
  else print({ settings, known, limits, worst, equity, breakerSource: sourceOf(known, 'breakers', riskFile) })
}

type Sourced = keyof RiskPreset['sources']

function sourceOf(known: RiskPreset | undefined, name: Sourced, riskFile: string | undefined): string {
  return known === undefined ? (riskFile ?? '') : (known.sources[name] ?? 'ours')
}

interface Explained {
  readonly settings: RiskSettings
  readonly known: RiskPreset | undefined
  readonly limits: readonly {
    readonly name: string
    readonly value: string
    readonly about: string
    readonly source: string
  }[]
  readonly worst: readonly (WorstLoss & { readonly amount: number })[]
  readonly equity: number
  readonly breakerSource: string
}

function print({ settings, known, limits, worst, equity, breakerSource }: Explained): void {
  if (known !== undefined) printLine(`For ${known.about}.\n`)
  printLine(
    formatTable(
      ['limit', 'value', 'what', 'from'],
      limits.map(({ name, value, about, source }) => [name, value, about, source]),
    ),
  )
  printLine(`\nThe account is stopped (${breakerSource}):`)
  for (const breaker of settings.breakers) printLine(`  ${breakerText(breaker)}`)
  if (settings.breakers.length === 0) printLine('  never')
  if (settings.maxHoldHours !== undefined) printLine(`\nA position is closed after ${settings.maxHoldHours} hours.`)
  printLine(
    `Days are those of ${settings.timeZone}.\n\nWorst loss of ${equity.toFixed(2)}, when stops fill at their price:`,
  )
  for (const { over, pct, amount, by } of worst)
    printLine(`  ${over.padEnd(8)} ${amount.toFixed(2)} (${pct} %, by ${by})`)
  printLine('The costs of a trade, gaps through a stop, funding and a venue that fails come on top.')
}

const AFTER = {
  next_day: 'until the next day',
  next_month: 'until the next month',
  on_recovery: 'until the loss is below',
  manual: 'until a person resumes it',
} as const

function breakerText({ name, since, limitPct, state, release, releasePct }: Breaker): string {
  const until = release === 'on_recovery' ? `${AFTER[release]} ${releasePct} %` : AFTER[release]
  return `${name}: ${limitPct} % lost since the ${since === 'peak' ? 'peak' : `beginning of the ${since}`} -> ${state}, ${until}`
}
