import { formatTime } from '../../market/format-time.ts'
import { measured } from '../measured.ts'
import type { Handler } from '../universe.ts'

interface MarketCapRankOptions {
  /** How many of those that are left, the largest first. */
  readonly top?: number | undefined
  /** The last place that counts, among all coins there are. */
  readonly maxRank?: number | undefined
}

/** The largest coins by market capitalisation, largest first; a coin without a rank is taken out. */
export function marketCapRank({ top, maxRank }: MarketCapRankOptions): Handler {
  return measured(
    'marketCapRank',
    {
      of: ({ symbol }, { at, facts }) => facts.marketCapRank(symbol, at) ?? Number.NaN,
      missing: (_, { at }) => `has no market cap rank as of ${formatTime(at)}`,
      show: (value) => `market cap rank ${value}`,
    },
    { max: maxRank, order: 'ascending', top },
  )
}
