import { PlimsollError } from '../core/errors.ts'
import { capitalShare } from '../risk/capital-share.ts'
import { freeMargin } from '../risk/free-margin.ts'
import { maxExposure } from '../risk/max-exposure.ts'
import { maxPositions } from '../risk/max-positions.ts'
import { minConfidence } from '../risk/min-confidence.ts'
import { riskPerTrade } from '../risk/risk-per-trade.ts'
import type { RiskRule } from '../risk/risk-rule.ts'
import { venueLeverage } from '../risk/venue-leverage.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import type { VenueSettings } from '../simulation/venue-settings.ts'
import { loadMarkets } from './load-market.ts'
import type { RunFlags } from './run-flags.ts'
import { configuredStrategies, fusedStrategy } from './run-strategies.ts'
import type { UniverseFlags } from './run-universe.ts'

/** Reads the candles and turns the flags of a run into its options. */
export async function setUpRun(given: RunFlags): Promise<RunOptions> {
  const flags = complete(given)
  const members = await configuredStrategies(flags)
  const strategies = flags.fuse ? [await fusedStrategy(members, flags)] : members
  const markets = loadMarkets(flags)
  return {
    strategies,
    markets,
    capital: flags.capital,
    leverage: flags.leverage,
    maxHoldMs: flags.maxHoldHours * 3_600_000,
    rules: rulesOf(flags, markets.length),
    ...(flags.allocation !== 'none' && { allocation: flags.allocation }),
    ...(flags.universe !== undefined && { universe: await universeOf({ ...flags, universe: flags.universe }) }),
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

/** The first set of risk rules; the tightest wins. */
export function rulesOf(
  flags: Pick<RunFlags, 'riskPct' | 'maxPositions' | 'takerFee'> &
    Partial<Pick<RunFlags, 'fee' | 'maxExposure' | 'minConfidence'>>,
  markets: number,
): RiskRule[] {
  return [
    riskPerTrade(flags.riskPct),
    capitalShare(markets),
    maxPositions(flags.maxPositions),
    ...(flags.maxExposure === undefined ? [] : [maxExposure(flags.maxExposure)]),
    ...(flags.minConfidence === undefined ? [] : [minConfidence(flags.minConfidence)]),
    freeMargin(flags.fee ?? flags.takerFee),
    venueLeverage,
  ]
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
