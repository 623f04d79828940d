import { basename } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import { parseTimeframe } from '../core/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import { type FundingEvent, seriesOfFunding } from '../market/funding.ts'
import { inferInstrument, symbolOfFileName } from '../market/infer-instrument.ts'
import { resample } from '../market/resample.ts'
import type { SimulatedMarket } from '../simulation/market-simulator.ts'
import { readCandles } from '../store/read-candles.ts'
import { readFunding } from '../store/read-funding.ts'
import { readSeries } from '../store/read-series.ts'
import { candlesOf, type LakeCandles } from './lake-candles.ts'
import type { RunFlags } from './run-flags.ts'
import { parseTimerange } from './timerange.ts'

/** The flags that say which markets a run trades. */
export type MarketFlags = Pick<
  RunFlags,
  | 'symbol'
  | 'timeframe'
  | 'timerange'
  | 'detailFile'
  | 'fundingFile'
  | 'seriesFile'
  | 'tickSize'
  | 'lotSize'
  | 'minNotional'
> & { readonly dataFile: readonly string[] }

/** The markets that the flags name, in the order of their data files, all of one timeframe. `lake` has those that are no files. */
export function loadMarkets(flags: MarketFlags, lake: LakeCandles = new Map()): SimulatedMarket[] {
  refuseStrayFiles(flags)
  const markets = flags.dataFile.map((path, k) => loadMarket(path, k, flags, lake))
  refuseMixedTimeframes(markets)
  refuseDoubleSymbols(markets)
  return withDelistings(markets)
}

/** Files that belong to the data file of the same place: one more than there are markets belongs to none. */
function refuseStrayFiles({ dataFile, detailFile, fundingFile, seriesFile }: MarketFlags): void {
  for (const [flag, files] of Object.entries({
    '--detail-file': detailFile,
    '--funding-file': fundingFile,
    '--series-file': seriesFile,
  })) {
    const stray = files?.[dataFile.length]
    if (stray === undefined) continue
    const cure = 'Give at most one for each --data-file, in the same order.'
    throw new PlimsollError('usage', `${flag} ${stray} belongs to no data file`, cure)
  }
}

/** A market whose bars end before those of the others was delisted then, for all that the files tell. */
function withDelistings(markets: readonly SimulatedMarket[]): SimulatedMarket[] {
  const endOf = ({ bars }: SimulatedMarket) => (bars.time[bars.length - 1] as number) + bars.timeframeMs
  const end = Math.max(...markets.map(endOf))
  return markets.map((market) => (endOf(market) < end ? { ...market, delistedAt: endOf(market) } : market))
}

function loadMarket(path: string, k: number, flags: MarketFlags, lake: LakeCandles): SimulatedMarket {
  const symbol =
    flags.symbol === undefined
      ? (lake.get(path)?.symbol ?? symbolOfFileName(basename(path)))
      : symbolAt(flags.symbol, k, flags.dataFile.length)
  const { from, to } = parseTimerange(flags.timerange)
  const all = candlesOf(path, lake)
  const own = within(all, from, to, path)
  const bars = atTimeframe(own, flags.timeframe, path)
  refuseTooFew(bars, path)
  const instrument = inferInstrument(symbol, bars, {
    ...(flags.tickSize !== undefined && { tickSize: flags.tickSize }),
    ...(flags.lotSize !== undefined && { lotSize: flags.lotSize }),
    ...(flags.minNotional !== undefined && { minNotional: flags.minNotional }),
  })
  return { instrument, bars, listedAt: all.time[0] ?? 0, ...besideBars(bars, k, flags) }
}

/** What the files beside the `k`-th data file say of its market; series go to `bars`. */
export function besideBars(
  bars: Bars,
  k: number,
  { detailFile, fundingFile, seriesFile, timerange }: Omit<MarketFlags, 'dataFile'>,
): Pick<SimulatedMarket, 'detail' | 'funding'> {
  const { from, to } = parseTimerange(timerange)
  const detailPath = detailFile?.[k]
  const funding = fundingOf(fundingFile?.[k])
  const seriesPath = seriesFile?.[k]
  bars.series = {
    ...(funding !== undefined && { fundingRate: seriesOfFunding(funding) }),
    ...(seriesPath !== undefined && readSeries(seriesPath)),
  }
  return {
    ...(detailPath !== undefined && { detail: detailOf(detailPath, bars) }),
    ...(funding !== undefined && { funding: funding.filter(({ at }) => at >= from && at < to) }),
  }
}

function fundingOf(path: string | undefined): FundingEvent[] | undefined {
  return path === undefined ? undefined : readFunding(path)
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
