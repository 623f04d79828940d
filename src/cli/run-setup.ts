import { basename } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import { resolveParams } from '../core/params.ts'
import { parseTimeframe } from '../core/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import { inferInstrument, symbolOfFileName } from '../market/infer-instrument.ts'
import { resample } from '../market/resample.ts'
import { capitalShare } from '../risk/capital-share.ts'
import { freeMargin } from '../risk/free-margin.ts'
import { maxPositions } from '../risk/max-positions.ts'
import { riskPerTrade } from '../risk/risk-per-trade.ts'
import type { RiskRule } from '../risk/risk-rule.ts'
import { venueLeverage } from '../risk/venue-leverage.ts'
import type { SimulatedMarket } from '../simulation/market-simulator.ts'
import type { RunOptions, RunStrategy } from '../simulation/simulated-run.ts'
import type { VenueSettings } from '../simulation/venue-settings.ts'
import { readCandles } from '../store/read-candles.ts'
import { readFunding } from '../store/read-funding.ts'
import { loadStrategy } from './load-strategy.ts'
import type { RunFlags } from './run-flags.ts'
import { parseTimerange } from './timerange.ts'

/** Reads the candles and turns the flags of a run into its options. */
export async function setUpRun(given: RunFlags): Promise<RunOptions> {
  const flags = complete(given)
  const strategies = await strategiesOf(flags)
  const markets = flags.dataFile.map((path, k) => loadMarket(path, k, flags))
  refuseMixedTimeframes(markets)
  refuseDoubleSymbols(markets)
  return {
    strategies,
    markets,
    capital: flags.capital,
    leverage: flags.leverage,
    maxHoldMs: flags.maxHoldHours * 3_600_000,
    rules: rulesOf(flags, markets.length),
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
  flags: Pick<RunFlags, 'riskPct' | 'maxPositions' | 'takerFee'> & Partial<Pick<RunFlags, 'fee'>>,
  markets: number,
): RiskRule[] {
  return [
    riskPerTrade(flags.riskPct),
    capitalShare(markets),
    maxPositions(flags.maxPositions),
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

async function strategiesOf({ strategy: names, strategyPath, param }: CompleteFlags): Promise<RunStrategy[]> {
  const only = names.length === 1
  for (const key of Object.keys(param)) {
    const owner = key.split('.')[0] ?? ''
    if (only ? key.includes('.') && owner !== names[0] : !names.includes(owner)) {
      throw new PlimsollError(
        'usage',
        `--param ${key} belongs to no strategy of this run`,
        `Write it as ${names[0]}.${key.split('.').at(-1)}=value.`,
      )
    }
  }
  const definitions = await Promise.all(names.map((name) => loadStrategy(name, strategyPath)))
  return definitions.map((definition) => {
    const { name } = definition
    const own = Object.entries(param).flatMap(([key, value]) => {
      if (key.startsWith(`${name}.`)) return [[key.slice(name.length + 1), value]]
      return only ? [[key, value]] : []
    })
    return { definition, params: resolveParams(definition.params, Object.fromEntries(own), `strategy ${name}`) }
  })
}

function loadMarket(path: string, k: number, flags: CompleteFlags): SimulatedMarket {
  const symbol =
    flags.symbol === undefined ? symbolOfFileName(basename(path)) : symbolAt(flags.symbol, k, flags.dataFile.length)
  const { from, to } = parseTimerange(flags.timerange)
  const own = within(readCandles(path), from, to, path)
  const bars = atTimeframe(own, flags.timeframe, path)
  refuseTooFew(bars, path)
  const instrument = inferInstrument(symbol, bars, {
    ...(flags.tickSize !== undefined && { tickSize: flags.tickSize }),
    ...(flags.lotSize !== undefined && { lotSize: flags.lotSize }),
    ...(flags.minNotional !== undefined && { minNotional: flags.minNotional }),
  })
  const detailPath = flags.detailFile?.[k]
  const fundingPath = flags.fundingFile?.[k]
  return {
    instrument,
    bars,
    ...(detailPath !== undefined && { detail: detailOf(detailPath, bars) }),
    ...(fundingPath !== undefined && { funding: readFunding(fundingPath).filter(({ at }) => at >= from && at < to) }),
  }
}

function symbolAt(symbols: readonly string[], k: number, files: number): string {
  const symbol = symbols[k]
  if (symbol !== undefined && symbols.length === files) return symbol
  throw new PlimsollError(
    'usage',
    `${symbols.length} symbols for ${files} data files`,
    'Give one --symbol for each --data-file, in the same order.',
  )
}

function within(bars: Bars, from: number, to: number, path: string): Bars {
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return bars
  const part = bars.between(from, to)
  if (part.length > 0) return part
  const day = (at: number | undefined) => new Date(at ?? 0).toISOString().slice(0, 10)
  throw new PlimsollError(
    'usage',
    `${path} has no bar in the timerange`,
    `It holds ${day(bars.time[0])} to ${day(bars.time[bars.length - 1])}; choose days within.`,
  )
}

function atTimeframe(bars: Bars, wanted: string | undefined, path: string): Bars {
  if (wanted === undefined) return bars
  const timeframe = parseTimeframe(wanted)
  if (timeframe === bars.timeframe) return bars
  return resample(bars, timeframe, path)
}

function detailOf(path: string, bars: Bars): Bars {
  const detail = readCandles(path)
  if (detail.timeframeMs < bars.timeframeMs && bars.timeframeMs % detail.timeframeMs === 0) return detail
  throw new PlimsollError(
    'usage',
    `${path} holds ${detail.timeframe} bars, which cannot decide inside ${bars.timeframe} bars`,
    'Give a file of a smaller timeframe that divides the one that is traded.',
  )
}

/** Fewer samples than this are no data to judge anything by (requirement D3). */
const FEWEST_BARS = 10

function refuseTooFew(bars: Bars, path: string): void {
  if (bars.length >= FEWEST_BARS) return
  throw new PlimsollError(
    'data',
    `${path} gives ${bars.length} bars of ${bars.timeframe}`,
    `A run needs at least ${FEWEST_BARS}.`,
  )
}

function refuseMixedTimeframes(markets: readonly SimulatedMarket[]): void {
  const timeframes = new Set(markets.map(({ bars }) => bars.timeframe))
  if (timeframes.size === 1) return
  throw new PlimsollError(
    'usage',
    `the data files hold bars of ${[...timeframes].join(' and ')}`,
    'Choose one timeframe for all with -i.',
  )
}

function refuseDoubleSymbols(markets: readonly SimulatedMarket[]): void {
  const symbols = markets.map(({ instrument }) => instrument.symbol)
  const double = symbols.find((symbol, k) => symbols.indexOf(symbol) !== k)
  if (double === undefined) return
  throw new PlimsollError('usage', `${double} is there twice`, 'Give each file its own --symbol.')
}
