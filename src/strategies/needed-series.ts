import { resolveParams } from '../core/params.ts'
import { createPrng } from '../core/prng.ts'
import { MarketColumns } from '../indicators/market-columns.ts'
import { Bars } from '../market/bars.ts'
import { SERIES_NAMES, Series, type SeriesByName, type SeriesName } from '../market/series.ts'
import { buildOver } from './build-strategy.ts'
import type { StrategyDefinition } from './strategy.ts'

/**
 * What a strategy must know of a market beside its candles, with its default parameters. Nothing declares it: the strategy is built for
 * a market without bars, which notes the series that its indicators ask for.
 * @throws PlimsollError `strategy` when it cannot be built
 */
export function neededSeries(definition: StrategyDefinition): SeriesName[] {
  const asked = new Set<SeriesName>()
  const bars = new Bars(definition.timeframe)
  bars.series = notedSeries(asked)
  const params = resolveParams(definition.params, {}, `strategy ${definition.name}`)
  buildOver(new MarketColumns(bars), definition, { params, symbol: 'BTC/USDT', random: createPrng(1) })
  return SERIES_NAMES.filter((name) => asked.has(name))
}

/** Every series there can be, empty; `asked` gets the names of those that are read. */
function notedSeries(asked: Set<SeriesName>): SeriesByName {
  const series: SeriesByName = {}
  for (const name of SERIES_NAMES) {
    const get = (): Series => {
      asked.add(name)
      return new Series()
    }
    Object.defineProperty(series, name, { get, enumerable: true })
  }
  return series
}
