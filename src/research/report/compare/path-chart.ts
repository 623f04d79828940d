import type { EChartsOption, LegendComponentOption, LineSeriesOption } from 'echarts'
import { formatSigned } from '../format-number.ts'
import type { StrategyLine } from './strategy-lines.ts'

interface PathChart {
  readonly what: 'equity' | 'drawdownPct'
  readonly quote: string
  /** Nobody can switch a curve on in a picture: there all are drawn, faintly those that the page does not show at first. */
  readonly where: 'page' | 'picture'
}

const FAINT = 0.28
/** Names in a picture; there is no room for more. */
const MOST_NAMES = 31

/** The equity of every strategy, or its drawdown, over one time axis. */
export function pathChart(lines: readonly StrategyLine[], { what, quote, where }: PathChart): EChartsOption {
  const isPicture = where === 'picture'
  return {
    useUTC: true,
    animation: false,
    tooltip: { trigger: 'axis' },
    legend: isPicture
      ? namesBeside(lines)
      : { show: false, selected: Object.fromEntries(lines.map(({ id, isShown }) => [id, isShown])) },
    grid: { left: 84, right: isPicture ? 236 : 24, top: 34, bottom: 30 },
    xAxis: { type: 'time', axisLabel: { hideOverlap: true } },
    yAxis: yAxis(what, quote),
    dataZoom: [{ type: 'inside', zoomOnMouseWheel: 'ctrl' }],
    dataset: { source: columns(lines, what) },
    series: lines.map((line, i) => series(line, i, isPicture && !line.isShown)),
  }
}

/** One column a curve: the times, which all share, are there once. */
function columns(lines: readonly StrategyLine[], what: PathChart['what']): Record<string, readonly number[]> {
  const time = lines[0]?.path.time ?? []
  const values = lines.map(({ id, path }) => [id, path[what].map(what === 'equity' ? shortened : perMille)] as const)
  return { time, ...Object.fromEntries(values) }
}

/** Eight digits are more than can be seen; the last value is exact, because it is the result. */
function shortened(value: number, i: number, values: readonly number[]): number {
  return i === values.length - 1 ? value : Number(value.toPrecision(8))
}

function perMille(value: number): number {
  return Number(value.toFixed(3))
}

function yAxis(what: PathChart['what'], quote: string): NonNullable<EChartsOption['yAxis']> {
  const nameTextStyle = { align: 'left' as const, padding: [0, 0, 0, -68] }
  return what === 'equity'
    ? { type: 'value', scale: true, name: `Equity (${quote})`, nameTextStyle }
    : { type: 'value', max: 0, name: 'Drawdown', nameTextStyle, axisLabel: { formatter: '{value}%' } }
}

function series({ id, color, dash, isShown }: StrategyLine, i: number, isFaint: boolean): LineSeriesOption {
  const isMarket = id === 'market'
  return {
    type: 'line',
    id,
    name: id,
    encode: { x: 'time', y: id },
    symbol: 'circle',
    showSymbol: false,
    color,
    // The best lie on top, and everything on what is faint.
    z: (isShown && !isMarket ? 200 : 100) - Math.min(i, 99),
    lineStyle: { width: isMarket ? 2.4 : isFaint ? 1 : 1.6, type: dash, ...(isFaint && { opacity: FAINT }) },
    emphasis: { focus: 'series', lineStyle: { width: 2.6 } },
    blur: { lineStyle: { opacity: 0.15 } },
  }
}

function namesBeside(lines: readonly StrategyLine[]): LegendComponentOption {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const named = lines.slice(0, MOST_NAMES - 1)
  const last = lines.at(-1)
  return {
    orient: 'vertical',
    // From the left, because the real width of a text is not known where pictures are drawn.
    left: 950,
    top: 30,
    itemWidth: 22,
    itemHeight: 8,
    itemGap: 5,
    data: (last === undefined || named.includes(last) ? named : [...named, last]).map(({ id }) => id),
    textStyle: { fontSize: 12, width: 150, overflow: 'truncate' },
    formatter: (id) => {
      const line = byId.get(id)
      return line === undefined ? id : `${formatSigned(line.totalReturnPct, 1)}%  ${line.label}`
    },
  }
}
