import { PlimsollError } from '../core/errors.ts'
import { resolveParams } from '../core/params.ts'
import { capitalShare } from '../risk/capital-share.ts'
import { freeMargin } from '../risk/free-margin.ts'
import { maxExposure } from '../risk/max-exposure.ts'
import { maxPositions } from '../risk/max-positions.ts'
import { minConfidence } from '../risk/min-confidence.ts'
import { riskPerTrade } from '../risk/risk-per-trade.ts'
import type { RiskRule } from '../risk/risk-rule.ts'
import { venueLeverage } from '../risk/venue-leverage.ts'
import { FUSED } from '../signals/fused-name.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import type { VenueSettings } from '../simulation/venue-settings.ts'
import type { RunStrategy, StrategyDefinition } from '../strategies/strategy.ts'
import { loadMarkets } from './load-market.ts'
import { loadStrategy } from './load-strategy.ts'
import type { RunFlags } from './run-flags.ts'

/** Reads the candles and turns the flags of a run into its options. */
export async function setUpRun(given: RunFlags): Promise<RunOptions> {
  const flags = complete(given)
  const strategies = await strategiesOf(flags)
  const markets = loadMarkets(flags)
  return {
    strategies,
    markets,
    capital: flags.capital,
    leverage: flags.leverage,
    maxHoldMs: flags.maxHoldHours * 3_600_000,
    rules: rulesOf(flags, markets.length),
    ...(flags.allocation !== 'none' && { allocation: flags.allocation }),
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
  if (dataFile === undefined) {
    throw new PlimsollError('usage', 'no candles are given', 'Name a file: --data-file BTCUSDT-5m.csv.gz.')
  }
  return { ...flags, strategy, dataFile }
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

async function strategiesOf(flags: CompleteFlags): Promise<RunStrategy[]> {
  const { strategy: names, strategyPath, param, fuse } = flags
  const only = names.length === 1 && !fuse
  for (const key of Object.keys(param)) {
    const owner = key.split('.')[0] ?? ''
    if (only ? key.includes('.') && owner !== names[0] : !names.includes(owner) && !(fuse && owner === FUSED)) {
      throw new PlimsollError(
        'usage',
        `--param ${key} belongs to no strategy of this run`,
        `Write it as ${names[0]}.${key.split('.').at(-1)}=value.`,
      )
    }
  }
  const definitions = await Promise.all(names.map((name) => loadStrategy(name, strategyPath)))
  const withParams = (definition: StrategyDefinition): RunStrategy => {
    const { name } = definition
    const own = Object.entries(param).flatMap(([key, value]) => {
      if (key.startsWith(`${name}.`)) return [[key.slice(name.length + 1), value]]
      return only ? [[key, value]] : []
    })
    return { definition, params: resolveParams(definition.params, Object.fromEntries(own), `strategy ${name}`) }
  }
  const strategies = definitions.map(withParams)
  if (!fuse) return strategies
  const { fuseStrategies } = await import('../signals/fused-strategy.ts')
  return [withParams(fuseStrategies(strategies))]
}
