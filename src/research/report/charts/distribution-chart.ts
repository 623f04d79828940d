import type { EChartsOption } from 'echarts'
import type { Trade } from '../../../core/trade.ts'
import { mean } from '../../metrics/moments.ts'
import { quantile } from '../../metrics/quantile.ts'
import { COLORS } from './chart-colors.ts'

/** A step of the histogram: how many trades returned from `fromPct` up to `fromPct` and a step more. */
export interface ReturnBin {
  readonly fromPct: number
  readonly count: number
}

export interface ReturnHistogram {
  readonly stepPct: number
  readonly bins: readonly ReturnBin[]
  /** Trades beyond the outermost half percent of a long list, counted in the outermost bins. */
  readonly folded: number
}

const AXIS_NAME = 'return on the notional at entry'
const MAX_BINS = 40
const MIN_TRADES_TO_FOLD = 100

/** Returns of the trades on their notional, in bins of a round width with an edge at zero. */
export function returnHistogram(trades: readonly Trade[]): ReturnHistogram {
  const returns = trades.map((trade) => trade.returnPct)
  if (returns.length === 0) return { stepPct: 1, bins: [], folded: 0 }
  const tail = returns.length >= MIN_TRADES_TO_FOLD ? 0.005 : 0
  const lowest = quantile(returns, tail)
  const highest = quantile(returns, 1 - tail)
  const stepPct = roundStep((highest - lowest) / (MAX_BINS - 2))
  const first = Math.floor(lowest / stepPct)
  const last = Math.max(Math.ceil(highest / stepPct) - 1, first)
  const counts = new Array<number>(last - first + 1).fill(0)
  let folded = 0
  for (const value of returns) {
    const bin = Math.floor(value / stepPct)
    const inside = Math.min(Math.max(bin, first), last)
    if (bin < first || value > (last + 1) * stepPct) folded++
    counts[inside - first] = (counts[inside - first] as number) + 1
  }
  return { stepPct, folded, bins: counts.map((count, i) => ({ fromPct: (first + i) * stepPct, count })) }
}

/** The next of 1, 2, 5 times a power of ten. */
function roundStep(width: number): number {
  if (!(width > 0)) return 0.1
  const power = 10 ** Math.floor(Math.log10(width))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= width) ?? 10
  return factor * power
}

/** How often trades returned how much: losses red, gains green, the mean as a line. */
export function distributionChart(trades: readonly Trade[]): EChartsOption {
  const { bins, stepPct, folded } = returnHistogram(trades)
  const average = mean(trades.map((trade) => trade.returnPct))
  const decimals = Math.max(0, Math.ceil(-Math.log10(stepPct)))
  return {
    useUTC: true,
    animation: false,
    tooltip: { trigger: 'item' },
    grid: { left: 56, right: 24, top: 34, bottom: 48 },
    xAxis: {
      type: 'value',
      scale: true,
      name: folded === 0 ? AXIS_NAME : `${AXIS_NAME}; the outermost bars hold ${folded} beyond them`,
      nameLocation: 'middle',
      nameGap: 30,
      splitLine: { show: false },
      axisLabel: { formatter: '{value}%' },
      ...(bins.length > 0 && {
        min: bins[0]?.fromPct,
        max: Number(((bins.at(-1)?.fromPct ?? 0) + stepPct).toFixed(decimals)),
      }),
    },
    yAxis: { type: 'value', name: 'Trades', minInterval: 1, nameTextStyle: { align: 'left', padding: [0, 0, 0, -40] } },
    series: [
      {
        type: 'bar',
        name: 'Trades',
        barCategoryGap: '8%',
        data: bins.map(({ fromPct, count }) => ({
          name: `${fromPct.toFixed(decimals)}% to ${(fromPct + stepPct).toFixed(decimals)}%`,
          value: [fromPct + stepPct / 2, count],
          itemStyle: { color: fromPct >= -stepPct / 2 ? COLORS.up : COLORS.down },
        })),
        ...(bins.length > 0 && { markLine: meanLine(average) }),
      },
    ],
  }
}

function meanLine(average: number) {
  return {
    silent: true,
    symbol: 'none' as const,
    lineStyle: { color: COLORS.neutral, type: 'dashed' as const, width: 1.5 },
    label: { formatter: `mean ${average.toFixed(2)}%`, color: COLORS.neutral, position: 'end' as const },
    data: [{ xAxis: average }],
  }
}
