import type { RunSummary } from '../../metrics/run-summary.ts'
import type { RunResult } from '../../run-result.ts'
import { escapeHtml } from '../escape-html.ts'
import type { MarketChart, ReportChart } from '../report-charts.ts'
import { runTitle } from '../run-title.ts'
import { breakdownSection } from './breakdown-section.ts'
import { chartCard } from './chart-card.ts'
import { figuresSection } from './figures-section.ts'
import { headlineFigures } from './headline-figures.ts'
import { htmlPage } from './html-page.ts'
import { monthsSection } from './months-section.ts'
import { PAGE_SCRIPT } from './page-script.ts'
import { refusalsSection } from './refusals-section.ts'
import { spanLine } from './span-line.ts'
import { tradesSection } from './trades-section.ts'

export interface PageParts {
  readonly run: RunResult
  readonly summary: RunSummary
  readonly charts: readonly ReportChart[]
  readonly markets: readonly MarketChart[]
  readonly chartLibrary: string
}

/** The whole report as one HTML file that works from a disk, without a network. */
export function reportPage(parts: PageParts): string {
  const { run, summary } = parts
  return htmlPage({
    title: runTitle(run),
    subtitle: spanLine(run.timeframe, summary),
    main: `${headlineFigures(run, summary)}
${chartCard('equity', 'Equity and drawdown', 460, 'Buy and hold: equal parts in every market, without costs. Ctrl + wheel zooms.')}
${priceCard(parts.markets)}
${monthsSection(summary)}
<div class="row">
${chartCard('distribution', 'Distribution of trades', 320, '')}
${chartCard('costs', 'From gross to net', 320, '')}
</div>
${figuresSection(run, summary)}
${breakdownSection(summary)}
${refusalsSection(run, summary)}
${tradesSection(run)}`,
    footer:
      'Times are UTC. Ratios use daily returns of the equity and a year of 365 days; point at a figure to read its definition. Made by Plimsoll from the trades in trades.csv; every number is in result.json.',
    data: pageData(parts),
    chartLibrary: parts.chartLibrary,
    script: PAGE_SCRIPT,
  })
}

function priceCard(markets: readonly MarketChart[]): string {
  const options = markets.map(({ symbol }, i) => `<option value="${i}">${escapeHtml(symbol)}</option>`).join('')
  const choice = markets.length > 1 ? `<select id="market" aria-label="Market">${options}</select>` : ''
  return `<section class="card" id="price"><div class="head"><h2>Price and trades</h2>${choice}<p class="note" id="price-note"></p></div><div class="chart" id="chart-price" style="height:520px"></div></section>`
}

function pageData({ run, charts, markets }: PageParts): object {
  return {
    charts: Object.fromEntries(charts.filter(({ id }) => id !== 'monthly').map(({ id, option }) => [id, option])),
    markets: markets.map(({ symbol, note, option, spanMs, decimals, tradeIndexes }) => ({
      symbol,
      note,
      option,
      spanMs,
      decimals,
      trades: tradeIndexes.map((i) => run.trades[i]),
    })),
  }
}
