import { COLORS } from '../charts/chart-colors.ts'
import type { Comparison } from './comparison.ts'
import type { SampledPath } from './sampled-path.ts'

/** A curve of the comparison. `id` is its name in the charts: names of strategies are texts of users, and need not differ. */
export interface StrategyLine {
  readonly id: string
  readonly label: string
  readonly color: string
  readonly dash: 'solid' | 'dashed' | 'dotted'
  readonly isShown: boolean
  /** One of the best few that are no baselines. */
  readonly isBest: boolean
  readonly totalReturnPct: number
  readonly path: SampledPath
}

/**
 * Thirty colours with a contrast of at least 3 to white and to the dark surface, each as far as can be from those before it (greedy
 * choice by distance in OKLab), so the best strategies, which come first, differ most.
 */
export const STRATEGY_COLORS = [
  ...['#2f6fed', '#d80000', '#009000', '#ea51d8', '#c68700', '#a23fa2', '#7e6336', '#3f9099', '#fc5a6c', '#997efc'],
  ...['#ab7599', '#636390', '#e11b87', '#9048f3', '#6ca251', '#1b99f3', '#007563', '#bd633f', '#907e00', '#ab4863'],
  ...['#7e6cc6', '#bd48cf', '#ea6309', '#517509', '#cf7e75', '#7e90c6', '#00ab00', '#0075b4', '#d86cab', '#f31b48'],
] as const

/** The dash tells apart what colours alone no longer do. */
const DASHES = ['solid', 'dashed', 'dotted'] as const
const LINES_PER_DASH = 10

/** Up to so many are shown at first; of more, the best few. */
const MOST_SHOWN = 8
export const BEST_SHOWN = 5
const MARKET_LABEL = 'The market'

/** The curves of the strategies, the best first, and behind them that of the markets themselves: equal parts, held without costs. */
export function strategyLines({ ran, market, capital }: Comparison): StrategyLine[] {
  const best = ran.filter(({ isBaseline }) => !isBaseline).slice(0, BEST_SHOWN)
  const lines = ran.flatMap((row, i): StrategyLine[] => {
    const { strategy, summary, path } = row
    if (path === undefined) return []
    return [
      {
        id: `s${i}`,
        label: strategy,
        color: STRATEGY_COLORS[i % STRATEGY_COLORS.length] as string,
        dash: DASHES[Math.floor(i / LINES_PER_DASH) % DASHES.length] as StrategyLine['dash'],
        isShown: ran.length <= MOST_SHOWN || best.includes(row),
        isBest: best.includes(row),
        totalReturnPct: summary.totalReturnPct,
        path,
      },
    ]
  })
  if (market === undefined) return lines
  const totalReturnPct = ((market.equity.at(-1) ?? capital) / capital - 1) * 100
  const held = {
    id: 'market',
    label: MARKET_LABEL,
    color: COLORS.benchmark,
    dash: 'solid',
    isShown: true,
    isBest: false,
  } as const
  return [...lines, { ...held, totalReturnPct, path: market }]
}
