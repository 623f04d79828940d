import { lastClose } from '../closed-bars.ts'
import { type Measure, measured } from '../measured.ts'
import { tickShare } from '../tick-share.ts'
import type { Handler } from '../universe.ts'

interface PriceOptions {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly maxTickPct?: number | undefined
}

/** The last close within limits, and its tick no larger than a share of it. */
export function price({ min, max, maxTickPct }: PriceOptions): Handler {
  const byPrice = measured('price', closePrice, { min, max })
  const byTick = measured('price', tickShare, { max: maxTickPct })
  return {
    name: 'price',
    apply: (candidates, as) => byTick.apply(byPrice.apply(candidates, as), as),
    explain: (candidate, as) => {
      const failed = byPrice.apply([candidate], as).length === 0 ? byPrice : byTick
      return failed.explain?.(candidate, as) ?? ''
    },
  }
}

const closePrice: Measure = {
  of: ({ bars }, { at }) => lastClose(bars, at),
  missing: () => 'has no closed bar yet',
  show: (value, { instrument }) => `price ${value} ${instrument.quote}`,
}
