import { PlimsollError } from '../core/errors.ts'
import type { RiskRule } from '../risk/risk-rule.ts'
import { capitalShare } from '../risk/rules/capital-share.ts'
import { freeMargin } from '../risk/rules/free-margin.ts'
import { maxExposure } from '../risk/rules/max-exposure.ts'
import { maxPositions } from '../risk/rules/max-positions.ts'
import { minConfidence } from '../risk/rules/min-confidence.ts'
import { riskPerTrade } from '../risk/rules/risk-per-trade.ts'
import { venueLeverage } from '../risk/rules/venue-leverage.ts'
import type { SimulatedMarket } from '../simulation/market-simulator.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import type { VenueSettings } from '../simulation/venue-settings.ts'
import type { RunStrategy } from '../strategies/strategy.ts'
import { lakeCandles } from './lake-candles.ts'
import { loadMarkets } from './load-market.ts'
import type { RiskOfRun } from './load-risk.ts'
import { printNote } from './output.ts'
import type { RunFlags } from './run-flags.ts'
import { configuredStrategies, fusedStrategy } from './run-strategies.ts'
import type { UniverseFlags } from './run-universe.ts'

/** Reads the candles, unless the markets are given, and turns the flags of a run into its options. */
export async function setUpRun(given: RunFlags, known?: readonly SimulatedMarket[]): Promise<RunOptions> {
  const flags = complete(given)
  const members = await configuredStrategies(flags)
  const strategies = flags.fuse ? [await fusedStrategy(members, flags)] : members
  const risk = await riskOf(flags)
  for (const warning of risk?.warnings ?? []) printNote(`warning: ${warning}`)
  const markets = known ?? loadMarkets(flags, await lakeCandles(flags.dataFile, flags.datadir))
  return {
    strategies,
    markets,
    capital: flags.capital,
    leverage: flags.leverage,
    maxHoldMs: Math.min(flags.maxHoldHours, risk?.maxHoldHours ?? Number.POSITIVE_INFINITY) * 3_600_000,
    rules: rulesOf(flags, markets.length, risk?.rules),
    ...(risk !== undefined && { breakers: risk.breakers, dateOf: risk.dateOf }),
    ...risk?.exits,
    ...(flags.allocation !== 'none' && { allocation: flags.allocation }),
    ...(flags.universe !== undefined && { universe: await universeOf({ ...flags, universe: flags.universe }) }),
    ...(await conditionsOf(flags, members)),
    venue: venueOf(flags),
    seed: flags.seed,
  }
}

type CompleteFlags = RunFlags & { readonly strategy: readonly string[]; readonly dataFile: readonly string[] }

/** The parser would name a missing flag before a misspelt one, so it is asked here. */
function complete(flags: RunFlags): CompleteFlags {
  const { strategy, dataFile } = flags
  if (strategy === undefined) {
    throw new PlimsollError('usage', 'no strategy is given', 'Name one: -s momentum. See plimsoll list-strategies.')
  }
  return { ...flags, strategy, dataFile: someFiles(dataFile) }
}

/** The data files, of which there must be one. */
export function someFiles(dataFile: readonly string[] | undefined): readonly string[] {
  if (dataFile !== undefined) return dataFile
  throw new PlimsollError('usage', 'no candles are given', 'Name a file: --data-file BTCUSDT-5m.csv.gz.')
}

async function universeOf(flags: UniverseFlags): Promise<NonNullable<RunOptions['universe']>> {
  const { loadUniverse } = await import('./run-universe.ts')
  return loadUniverse(flags)
}

/** Limits of a run for which neither a preset nor a file is named. */
const PLAIN = { riskPct: 1, maxPositions: 3 }

/**
 * The rules of a run: its limits, what the flags say on top, and what holds in any case. The tightest wins.
 * @param limits those of a preset or a file; without them plain ones, which the flags can loosen as well
 */
export function rulesOf(flags: RuleFlags, markets: number, limits?: readonly RiskRule[]): RiskRule[] {
  const plain = limits === undefined ? PLAIN : undefined
  const riskPct = flags.riskPct ?? plain?.riskPct
  const positions = flags.maxPositions ?? plain?.maxPositions
  return [
    ...(limits ?? []),
    ...(riskPct === undefined ? [] : [riskPerTrade(riskPct, { boundsShares: limits !== undefined })]),
    capitalShare(markets),
    ...(positions === undefined ? [] : [maxPositions(positions)]),
    ...(flags.maxExposure === undefined ? [] : [maxExposure(flags.maxExposure)]),
    ...(flags.minConfidence === undefined ? [] : [minConfidence(flags.minConfidence)]),
    freeMargin(flags.fee ?? flags.takerFee),
    venueLeverage,
  ]
}

/** What a preset or a file says of the account; loaded only when one is named. */
async function riskOf(flags: RunFlags): Promise<RiskOfRun | undefined> {
  if (flags.preset === undefined && flags.riskFile === undefined) return undefined
  const { riskOfRun } = await import('./load-risk.ts')
  return riskOfRun(flags, 2 * ((flags.fee ?? flags.takerFee) + flags.slippage))
}

type RuleFlags = Pick<RunFlags, 'riskPct' | 'maxPositions' | 'takerFee'> &
  Partial<Pick<RunFlags, 'fee' | 'maxExposure' | 'minConfidence'>>

/** What reads conditions, which takes every indicator along: loaded only when there are some. */
async function conditionsOf(
  { invalidWhen = [] }: RunFlags,
  strategies: readonly RunStrategy[],
): Promise<Pick<RunOptions, 'conditions'>> {
  if (invalidWhen.length === 0 && !strategies.some(({ definition }) => definition.writesConditions)) return {}
  const indicators = await import('../indicators/catalogue.ts')
  const { conditionBook } = await import('../simulation/condition-book.ts')
  return { conditions: (columns) => conditionBook(invalidWhen, indicators, columns) }
}

function venueOf(flags: RunFlags): VenueSettings {
  return {
    makerFeeRate: flags.fee ?? flags.makerFee,
    takerFeeRate: flags.fee ?? flags.takerFee,
    slippageRate: flags.slippage,
    priceImpact: flags.priceImpact,
    volumeLimit: flags.volumeLimit,
    latencyMs: flags.latencyMs,
    limitFill: flags.limitFill,
  }
}
