import { basename } from 'node:path'
import { PlimsollError } from '../../core/errors.ts'
import { parseSymbol } from '../../core/instrument.ts'
import { Bars } from '../../market/bars.ts'
import { formatTime } from '../../market/format-time.ts'
import { inferInstrument, symbolOfFileName } from '../../market/infer-instrument.ts'
import type { SimulatedMarket } from '../../simulation/market-simulator.ts'
import { marketsOfFiles } from './markets-of-files.ts'
import type { AskedSignal } from './parse-signal.ts'
import { type MarketNow, marketAtEnd } from './propose-entry.ts'

/** Where and when a signal is judged. */
export interface Place {
  readonly now: MarketNow
  /** The markets of the candle files, that of the signal among them; none when no file is given. */
  readonly files: readonly SimulatedMarket[]
}

export interface PlaceFlags {
  readonly dataFile: readonly string[] | undefined
  readonly symbol: readonly string[] | undefined
  readonly at: number | undefined
  readonly atr: number | undefined
  readonly tickSize: number | undefined
  readonly lotSize: number | undefined
  readonly minNotional: number | undefined
}

/** The market of the signal: at the end of its candles, or at a price that is given. */
export async function placeOf(flags: PlaceFlags, asked: AskedSignal): Promise<Place> {
  const { dataFile } = flags
  if (dataFile === undefined) return { now: marketAtPrice(flags, asked), files: [] }
  const symbol = flags.symbol ?? dataFile.map((path) => symbolOfFile(path, asked.symbol))
  const files = await marketsOfFiles({ ...flags, dataFile, symbol })
  const wanted = asked.symbol ?? symbol[0]
  const file = files.find(({ instrument }) => instrument.symbol === wanted)
  if (file === undefined) {
    const cure = `Add its file; a file is named with --symbol when its name does not tell: ${wanted}.`
    throw new PlimsollError('usage', `no data file holds ${wanted}, only ${symbol.join(' and ')}`, cure)
  }
  const end = marketAtEnd(file.instrument, file.bars)
  const { at = end.at } = flags
  if (at >= end.at) return { now: { ...end, at, price: asked.price ?? end.price, atr: flags.atr ?? end.atr }, files }
  const message = `--at ${formatTime(at)} is before ${formatTime(end.at)}, where the candles of ${wanted} end`
  throw new PlimsollError('usage', message, 'Leave --at away: a signal is judged at the end of the candles.')
}

/** What a file holds by its name, spot or perpetual as the signal has it. */
function symbolOfFile(path: string, wanted: string | undefined): string {
  const named = symbolOfFileName(basename(path))
  return wanted !== undefined && coinsOf(wanted) === coinsOf(named) ? wanted : named
}

function coinsOf(symbol: string): string {
  const { base, quote } = parseSymbol(symbol)
  return `${base}/${quote}`
}

/** A market of which only the price is known: the lot is worth about one quote unit, and every number is a price. */
function marketAtPrice({ symbol, at, atr, tickSize, lotSize, minNotional }: PlaceFlags, asked: AskedSignal): MarketNow {
  const { price } = asked
  if (price === undefined) {
    const cure = 'Add --price 42500 ("price" in a signal file), or --data-file BTCUSDT-1h.csv, whose last close it is.'
    throw new PlimsollError('usage', 'the price of the market is not known', cure)
  }
  const bar = new Bars('1m', 1)
  bar.append(0, price, price, price, price, 0)
  const instrument = inferInstrument(onlySymbol(symbol, asked.symbol), bar, {
    tickSize: tickSize ?? 0,
    ...(lotSize !== undefined && { lotSize }),
    ...(minNotional !== undefined && { minNotional }),
  })
  return { instrument, at: at ?? Date.now(), price, atr: atr ?? Number.NaN }
}

function onlySymbol(symbols: readonly string[] = [], asked: string | undefined): string {
  const [symbol, second] = new Set([...symbols, ...(asked === undefined ? [] : [asked])])
  if (symbol !== undefined && second === undefined) return symbol
  if (second !== undefined) {
    const cure = 'Give one; several belong to several data files.'
    throw new PlimsollError('usage', `the signal is of ${symbol} or of ${second}`, cure)
  }
  const cure = 'Add --symbol BTC/USDT:USDT ("symbol" in a signal file), or --data-file BTCUSDT-1h.csv.'
  throw new PlimsollError('usage', 'the symbol of the signal is not known', cure)
}
