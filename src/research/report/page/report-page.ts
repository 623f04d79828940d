import type { RunSummary } from '../../metrics/run-summary.ts'
import type { RunResult } from '../../run-result.ts'
import { chartTheme } from '../charts/chart-colors.ts'
import { escapeHtml, scriptJson } from '../escape-html.ts'
import { formatNumber } from '../format-number.ts'
import type { MarketChart, ReportChart } from '../report-charts.ts'
import { runTitle } from '../run-title.ts'
import { breakdownSection } from './breakdown-section.ts'
import { figuresSection } from './figures-section.ts'
import { headlineFigures } from './headline-figures.ts'
import { monthsSection } from './months-section.ts'
import { PAGE_SCRIPT } from './page-script.ts'
import { PAGE_STYLE } from './page-style.ts'
import { refusalsSection } from './refusals-section.ts'
import { tradesSection } from './trades-section.ts'

export interface PageParts {
  readonly run: RunResult
  readonly summary: RunSummary
  readonly charts: readonly ReportChart[]
  readonly markets: readonly MarketChart[]
  readonly chartLibrary: string
}

/** Nothing is fetched from anywhere: what the page needs is in it, and the browser is told to load nothing else. */
const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"

/** A hull's load line: a circle that a bar crosses. */
const MARK = `<svg width="44" height="44" viewBox="0 0 44 44" fill="none" stroke="currentColor" stroke-width="3.5" aria-hidden="true"><circle cx="22" cy="22" r="13"/><path d="M2 22h40"/></svg>`

/** The whole report as one HTML file that works from a disk, without a network. */
export function reportPage(parts: PageParts): string {
  const { run, summary } = parts
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(runTitle(run))} – Plimsoll</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>${MARK}<div><h1>${escapeHtml(runTitle(run))}</h1><p class="muted">${spanLine(run, summary)}</p></div></header>
<main>
${headlineFigures(run, summary)}
${chartCard('equity', 'Equity and drawdown', 460, 'Buy and hold: equal parts in every market, without costs. Ctrl + wheel zooms.')}
${priceCard(parts.markets)}
${monthsSection(summary)}
<div class="row">
${chartCard('distribution', 'Distribution of trades', 320, '')}
${chartCard('costs', 'From gross to net', 320, '')}
</div>
${figuresSection(run, summary)}
${breakdownSection(summary)}
${refusalsSection(summary)}
${tradesSection(run)}
</main>
<footer><p>Times are UTC. Ratios use daily returns of the equity and a year of 365 days; point at a figure to read its definition. Made by Plimsoll from the trades in trades.csv; every number is in result.json.</p></footer>
<script type="application/json" id="report-data">${scriptJson(pageData(parts))}</script>
<script>${closeSafe(parts.chartLibrary)}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`
}

function spanLine({ timeframe }: RunResult, { from, to, bars, days }: RunSummary): string {
  if (from === null || to === null) return 'no bars'
  const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ')
  return `${minute(from)} to ${minute(to)} UTC · ${formatNumber(days, days < 10 ? 1 : 0)} days · ${formatNumber(bars, 0)} bars of ${timeframe}`
}

function chartCard(id: string, title: string, heightPx: number, note: string): string {
  return `<section class="card"><div class="head"><h2>${title}</h2><p class="note">${note}</p></div><div class="chart" id="chart-${id}" style="height:${heightPx}px"></div></section>`
}

function priceCard(markets: readonly MarketChart[]): string {
  const options = markets.map(({ symbol }, i) => `<option value="${i}">${escapeHtml(symbol)}</option>`).join('')
  const choice = markets.length > 1 ? `<select id="market" aria-label="Market">${options}</select>` : ''
  return `<section class="card" id="price"><div class="head"><h2>Price and trades</h2>${choice}<p class="note" id="price-note"></p></div><div class="chart" id="chart-price" style="height:520px"></div></section>`
}

function pageData({ run, charts, markets }: PageParts): object {
  return {
    themes: { light: chartTheme('light'), dark: chartTheme('dark') },
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

/** The library holds no closing tag today; if one day it does, the page must not end there. */
function closeSafe(script: string): string {
  return script.replaceAll('</script', '<\\/script')
}
