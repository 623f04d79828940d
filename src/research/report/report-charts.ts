import type { EChartsOption } from 'echarts'
import type { Trade } from '../../core/trade.ts'
import type { Bars } from '../../market/bars.ts'
import type { RunSummary } from '../metrics/run-summary.ts'
import type { RunMarket, RunResult } from '../run-result.ts'
import { chartCandles } from './chart-candles.ts'
import { candleChart } from './charts/candle-chart.ts'
import { distributionChart } from './charts/distribution-chart.ts'
import { equityChart } from './charts/equity-chart.ts'
import { monthlyChart } from './charts/monthly-chart.ts'
import { waterfallChart } from './charts/waterfall-chart.ts'
import { formatNumber } from './format-number.ts'
import { priceDecimals } from './price-decimals.ts'
import type { SampledCurve } from './sample-curve.ts'

/** A chart of the report: the page draws it in the browser, the pictures are drawn from the same option. */
export interface ReportChart {
  /** Name of its files and of its place in the page. */
  readonly id: string
  readonly title: string
  readonly option: EChartsOption
  /** Height of its picture, where it is not that of its kind. */
  readonly pictureHeightPx?: number
}

/** The price of one market with what was traded there. */
export interface MarketChart extends ReportChart {
  readonly symbol: string
  /** Indexes into the run's trades, in the order of the marks. */
  readonly tradeIndexes: readonly number[]
  /** Length of a candle. */
  readonly spanMs: number
  readonly decimals: number
  /** What the chart leaves out, in words; empty when it shows everything. */
  readonly note: string
}

const MAX_CANDLES = 5000
/** Of all markets together, so that a run of a hundred symbols still opens. */
const MAX_CANDLES_IN_PAGE = 60_000
const MIN_CANDLES = 300
const MAX_MARKED_TRADES = 2000
const CANDLES_IN_VIEW = 400
const CANDLES_IN_PICTURE = 420

/** Equity, distribution, costs and months: the charts that every run has once. */
export function runCharts(run: RunResult, summary: RunSummary, curve: SampledCurve): ReportChart[] {
  const quote = run.markets[0]?.instrument.quote ?? ''
  return [
    { id: 'equity', title: 'Equity and drawdown', option: equityChart(curve, quote) },
    { id: 'distribution', title: 'Distribution of trades', option: distributionChart(run.trades) },
    { id: 'costs', title: 'From gross to net', option: waterfallChart(summary.costs, quote) },
    { id: 'monthly', title: 'Monthly returns', option: monthlyChart(summary.monthly) },
  ]
}

/** One chart a market. In a picture, which nobody can zoom, the whole run is in view with fewer, larger candles. */
export function marketCharts(run: RunResult, where: 'page' | 'picture'): MarketChart[] {
  const share = Math.max(Math.floor(MAX_CANDLES_IN_PAGE / Math.max(run.markets.length, 1)), MIN_CANDLES)
  const maxCandles = where === 'page' ? Math.min(MAX_CANDLES, share) : CANDLES_IN_PICTURE
  const indexesBySymbol = Map.groupBy(run.trades.keys(), (i) => run.trades[i]?.symbol)
  return run.markets.map((market) => {
    const indexes = indexesBySymbol.get(market.instrument.symbol) ?? []
    return marketChart(market, run.trades, {
      indexes,
      maxCandles,
      candlesInView: where === 'page' ? CANDLES_IN_VIEW : maxCandles,
    })
  })
}

/** A session keeps the newest bars: the chart begins with the first of them. */
function forgottenNote({ forgotten, timeframe }: Bars): string {
  return forgotten === 0
    ? ''
    : `Without the first ${formatNumber(forgotten, 0)} bars of ${timeframe}: the session kept the newest only.`
}

function isInChart({ exitAt }: Trade, { forgotten, time }: Bars): boolean {
  return forgotten === 0 || exitAt >= (time[0] as number)
}

interface MarketView {
  readonly indexes: readonly number[]
  readonly maxCandles: number
  readonly candlesInView: number
}

function marketChart(market: RunMarket, trades: readonly Trade[], view: MarketView): MarketChart {
  const { instrument, bars } = market
  const { candles, note, spanMs } = chartCandles(bars, view.maxCandles)
  const inView = view.indexes.filter((i) => isInChart(trades[i] as Trade, bars))
  const step = Math.ceil(inView.length / MAX_MARKED_TRADES)
  const tradeIndexes = inView.filter((_, k) => k % step === 0)
  const thinned =
    step > 1
      ? `${formatNumber(tradeIndexes.length, 0)} of ${formatNumber(inView.length, 0)} trades marked (one in ${step}).`
      : ''
  const marked = tradeIndexes.map((i) => trades[i] as Trade)
  return {
    id: `price-${instrument.symbol.replace(/[^A-Za-z0-9]+/g, '-')}`,
    title: `${instrument.symbol}: price and trades`,
    symbol: instrument.symbol,
    tradeIndexes,
    spanMs,
    decimals: priceDecimals(market),
    note: [forgottenNote(bars), note, thinned].filter((part) => part !== '').join(' '),
    option: candleChart({
      candles,
      trades: marked,
      candlesInView: view.candlesInView,
      decimals: priceDecimals(market),
    }),
  }
}
