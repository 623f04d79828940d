import type { EChartsOption, LinesSeriesOption, ScatterSeriesOption } from 'echarts'
import type { Trade } from '../../../core/trade.ts'
import type { Candle } from '../chart-candles.ts'
import { COLORS } from './chart-colors.ts'

export interface CandleChartParts {
  readonly candles: readonly Candle[]
  readonly trades: readonly Trade[]
  /** How many of the last candles are in view at first; all can be scrolled to. */
  readonly candlesInView: number
  readonly decimals: number
}

/** Shapes of the marks: entries stand beside the price and point at it, so that an exit at the same moment stays visible. */
const UP = 'path://M5,0 L10,9 L0,9 Z'
const DOWN = 'path://M0,0 L10,0 L5,9 Z'
const DASHES = 'path://M0,4 h4 v2 h-4 Z M6,4 h4 v2 h-4 Z M12,4 h4 v2 h-4 Z'

/** From here on the marks of a whole run in one view are drawn smaller. */
const MANY_TRADES = 100

/** Candles with the entries, exits and stops of the trades in that market. Marks carry the index of their trade. */
export function candleChart({ candles, trades, candlesInView, decimals }: CandleChartParts): EChartsOption {
  const start = candles.length > candlesInView ? 100 - (candlesInView / candles.length) * 100 : 0
  const size = trades.length > MANY_TRADES && start === 0 ? 0.65 : 1
  return {
    useUTC: true,
    animation: false,
    tooltip: { trigger: 'axis', axisPointer: { type: 'cross', label: { precision: decimals } } },
    legend: {
      type: 'scroll',
      top: 0,
      right: 16,
      itemGap: 18,
      itemWidth: 12,
      itemHeight: 10,
      data: [
        { name: 'Long entry', icon: UP },
        { name: 'Short entry', icon: DOWN },
        { name: 'Exit in profit', icon: 'diamond' },
        { name: 'Exit at a loss', icon: 'diamond' },
        { name: 'Stop', icon: DASHES },
      ],
    },
    grid: { left: 84, right: 24, top: 34, bottom: 76 },
    xAxis: { type: 'time', axisLabel: { hideOverlap: true }, splitLine: { show: false } },
    yAxis: { type: 'value', scale: true },
    dataZoom: [
      { type: 'inside', start, end: 100, zoomOnMouseWheel: 'ctrl' },
      { type: 'slider', start, end: 100, bottom: 12, height: 26, showDetail: false, brushSelect: false },
    ],
    series: [
      {
        type: 'candlestick',
        name: 'Price',
        data: candles.map((candle) => [...candle]),
        itemStyle: { color: COLORS.up, color0: COLORS.down, borderColor: COLORS.up, borderColor0: COLORS.down },
        barMaxWidth: 14,
      },
      stopLines(trades),
      tradeLines(trades),
      ...entryMarks(trades, size),
      ...exitMarks(trades, size),
    ],
  }
}

/** Where the stop was when the trade was opened, for as long as it lasted. */
function stopLines(trades: readonly Trade[]): LinesSeriesOption {
  return {
    type: 'lines',
    name: 'Stop',
    coordinateSystem: 'cartesian2d',
    silent: true,
    z: 3,
    color: COLORS.down,
    lineStyle: { color: COLORS.down, width: 1.2, type: [3, 3], opacity: 0.9 },
    data: trades
      .filter((trade) => Number.isFinite(trade.stopPrice))
      .map((trade) => ({
        coords: [
          [trade.entryAt, trade.stopPrice],
          [trade.exitAt, trade.stopPrice],
        ],
      })),
  }
}

/** From entry to exit, in the colour of the outcome. */
function tradeLines(trades: readonly Trade[]): LinesSeriesOption {
  return {
    type: 'lines',
    name: 'Trade',
    coordinateSystem: 'cartesian2d',
    silent: true,
    z: 3,
    lineStyle: { width: 1.2, opacity: 0.8 },
    data: trades.map((trade) => ({
      coords: [
        [trade.entryAt, trade.entryPrice],
        [trade.exitAt, trade.exitPrice],
      ],
      lineStyle: { color: trade.pnl > 0 ? COLORS.up : COLORS.down },
    })),
  }
}

function entryMarks(trades: readonly Trade[], size: number): ScatterSeriesOption[] {
  const sides: { name: string; side: Trade['side']; color: string; symbol: string; below: string }[] = [
    { name: 'Long entry', side: 'long', color: COLORS.long, symbol: UP, below: '75%' },
    { name: 'Short entry', side: 'short', color: COLORS.short, symbol: DOWN, below: '-75%' },
  ]
  return sides.map(({ name, side, color, symbol, below }) => ({
    ...mark(name, color),
    symbol,
    symbolSize: [11 * size, 10 * size],
    symbolOffset: [0, below],
    data: trades.flatMap((trade, i) => (trade.side === side ? [[trade.entryAt, trade.entryPrice, i]] : [])),
  }))
}

function exitMarks(trades: readonly Trade[], size: number): ScatterSeriesOption[] {
  const outcomes = [
    { name: 'Exit in profit', isWon: true, color: COLORS.up },
    { name: 'Exit at a loss', isWon: false, color: COLORS.down },
  ]
  return outcomes.map(({ name, isWon, color }) => ({
    ...mark(name, color),
    symbol: 'diamond',
    symbolSize: 9 * size,
    data: trades.flatMap((trade, i) => (trade.pnl > 0 === isWon ? [[trade.exitAt, trade.exitPrice, i]] : [])),
  }))
}

function mark(name: string, color: string): ScatterSeriesOption {
  return { type: 'scatter', name, z: 5, color, itemStyle: { color, borderColor: '#ffffff', borderWidth: 1 } }
}
