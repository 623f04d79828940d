import type { SimulatedMarket } from '../../simulation/market-simulator.ts'
import type { MarketFlags } from '../load-market.ts'

/** What a run could be told of its markets besides. */
const NOTHING_ELSE = {
  timeframe: undefined,
  timerange: undefined,
  detailFile: undefined,
  fundingFile: undefined,
  seriesFile: undefined,
  tickSize: undefined,
  lotSize: undefined,
} as const

type Needed = Pick<MarketFlags, 'dataFile' | 'symbol' | 'minNotional'> &
  Partial<Pick<MarketFlags, 'tickSize' | 'lotSize'>>

/** The markets of candle files; what reads them is loaded only when there are some. */
export async function marketsOfFiles({
  dataFile,
  symbol,
  minNotional,
  tickSize,
  lotSize,
}: Needed): Promise<SimulatedMarket[]> {
  const { loadMarkets } = await import('../load-market.ts')
  return loadMarkets({ ...NOTHING_ELSE, dataFile, symbol, minNotional, tickSize, lotSize })
}
