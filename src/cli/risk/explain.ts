import type { Breaker } from '../../risk/breakers.ts'
import { describeExits, type ExitLine, keptByCosts, profitTerms } from '../../risk/describe-exits.ts'
import { PRESET_NAMES, presetOf } from '../../risk/presets.ts'
import type { RiskPreset, RiskSettings } from '../../risk/risk-settings.ts'
import type { SizedEntry } from '../../risk/size-entry.ts'
import { describeLimits, type WorstLoss, worstLosses } from '../../risk/worst-loss.ts'
import { defineCommand } from '../command.ts'
import { type FlagsOf, list, number, on, text } from '../flag.ts'
import { requireRisk } from '../load-risk.ts'
import { formatTable, printJson, printLine } from '../output.ts'
import { marketsOfFiles } from './markets-of-files.ts'

const flags = {
  preset: text('name', `limits that are ready to use: ${PRESET_NAMES.join(', ')}`),
  riskFile: text('file', 'limits of your own: { "preset": "balanced", "limits": { "maxPositions": 4 } }'),
  equity: number('amount', 'what the account is worth, in quote units', [1, 1e12], { initial: 10_000 }),
  dataFile: list('files', 'candles: says how large a first entry of each symbol could be, or why it could not'),
  symbol: list('symbols', 'symbols of the files: BTC/USDT is spot, BTC/USDT:USDT a perpetual', { short: 'p' }),
  stopPct: number('percent', 'distance of the stop of that entry', [0.01, 90], { initial: 2 }),
  leverage: number('factor', 'leverage of perpetuals', [1, 125], { initial: 1 }),
  takerFee: number('ratio', 'fee of orders that take liquidity', [-0.01, 0.1], { initial: 0.0006 }),
  slippage: number('ratio', 'what a taker pays on top of the price', [0, 0.1], { initial: 0.0005 }),
  minNotional: number('amount', 'smallest order in quote units; without it 5', [0, 1e9]),
  json: on('print one JSON document'),
}

/** `plimsoll risk explain`: every limit of a preset or a file, and what can be lost under it. */
export const command = defineCommand({
  about: 'Prints every limit, where it comes from, and the worst loss of a trade, a day and a month.',
  examples: [
    'risk explain --preset autonomous --equity 10000',
    'risk explain --preset small-account --equity 100 --data-file BTCUSDT-1h.csv',
    'risk explain --risk-file risk.json --json',
  ],
  flags,
  run,
})

async function run(given: Flags): Promise<void> {
  const { preset, riskFile, equity, json } = given
  const settings = await requireRisk({ preset, riskFile })
  const known = preset === undefined ? undefined : presetOf(preset)
  const limits = describeLimits(settings).map((limit) => ({ ...limit, source: sourceOf(known, limit.name, riskFile) }))
  const worst = worstLosses(settings).map((loss) => ({ ...loss, amount: (equity * loss.pct) / 100 }))
  const entries = await firstEntries(settings, given)
  const exitLines = describeExits(settings)
  const warnings = warningsOf(settings, given)
  if (json) printJson({ preset, riskFile, equity, ...settings, limits, worst, exitLines, warnings, entries })
  else {
    const breakerSource = sourceOf(known, 'breakers', riskFile)
    print({ settings, known, limits, worst, exitLines, warnings, entries, equity, breakerSource })
  }
}

type Flags = FlagsOf<typeof flags>
type Entry = SizedEntry & { readonly symbol: string; readonly notional?: number }

/** How large the first entry of each market of the files could be. */
async function firstEntries(settings: RiskSettings, flags: Flags): Promise<Entry[]> {
  if (flags.dataFile === undefined) return []
  const { firstEntry } = await import('./first-entry.ts')
  const markets = await marketsOfFiles({ ...flags, dataFile: flags.dataFile })
  return markets.map((market) => {
    const { symbol, contractSize } = market.instrument
    const sized = firstEntry(market, settings, flags)
    const price = market.bars.close[market.bars.length - 1] as number
    return { symbol, ...sized, ...('quantity' in sized && { notional: sized.quantity * contractSize * price }) }
  })
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
  readonly exitLines: readonly ExitLine[]
  readonly warnings: readonly string[]
  readonly entries: readonly Entry[]
  readonly equity: number
  readonly breakerSource: string
}

function print(explained: Explained): void {
  const { settings, known, limits, worst, entries, equity, breakerSource } = explained
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
  printExits(explained)
  printLine(
    `Days are those of ${settings.timeZone}.\n\nWorst loss of ${equity.toFixed(2)}, when stops fill at their price:`,
  )
  for (const { over, pct, amount, by } of worst)
    printLine(`  ${over.padEnd(8)} ${amount.toFixed(2)} (${pct} %, by ${by})`)
  printLine('The costs of a trade, gaps through a stop, funding and a venue that fails come on top.')
  if (entries.length > 0) printLine('\nA first entry:')
  for (const entry of entries) printLine(`  ${entryText(entry, equity)}`)
}

function warningsOf({ exits }: RiskSettings, { leverage, takerFee, slippage }: Flags): string[] {
  return exits === undefined ? [] : keptByCosts(exits, leverage, 2 * (takerFee + slippage))
}

/** How positions are left, and who watches that. */
function printExits({ settings: { exits }, exitLines, warnings }: Explained): void {
  const rows = exitLines.map(({ name, what, watchedBy }) => [name, what, WATCHED[watchedBy]])
  printLine(`\n${formatTable(['positions are left by', 'what', 'watched'], rows)}`)
  if (exits !== undefined) printLine(profitTerms(exits))
  for (const warning of warnings) printLine(`warning: ${warning}`)
}

const WATCHED = { exchange: 'rests at the exchange', engine: 'when a bar closes' } as const

function entryText(entry: Entry, equity: number): string {
  if ('rule' in entry) return `cannot trade ${entry.symbol} with ${equity} because ${entry.rule}: ${entry.reason}`
  return `${entry.symbol}: ${entry.quantity} contracts, worth ${entry.notional?.toFixed(2)}, limited by ${entry.limitedBy}`
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
