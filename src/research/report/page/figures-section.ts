import { METRIC_DEFINITIONS, type MetricDefinition } from '../../metrics/metric-definitions.ts'
import type { RunSummary } from '../../metrics/run-summary.ts'
import type { RunResult } from '../../run-result.ts'
import { escapeHtml } from '../escape-html.ts'
import { formatMoney, formatNumber } from '../format-number.ts'

type Figure = keyof typeof METRIC_DEFINITIONS

const GROUPS: readonly { readonly title: string; readonly figures: readonly Figure[] }[] = [
  {
    title: 'Return',
    figures: [
      'capital',
      'finalEquity',
      'totalReturnPct',
      'annualReturnPct',
      'cagrPct',
      'exposurePct',
      'turnoverRatio',
      'turnover',
    ],
  },
  {
    title: 'Risk',
    figures: [
      'sharpe',
      'sortino',
      'calmar',
      'omega',
      'volatilityPct',
      'maxDrawdownPct',
      'maxDrawdown',
      'maxDrawdownDays',
      'maxDrawdownBars',
      'var95Pct',
      'cvar95Pct',
    ],
  },
  {
    title: 'Trades',
    figures: [
      'trades',
      'winRatePct',
      'profitFactor',
      'expectancy',
      'expectancyRatio',
      'sqn',
      'avgWin',
      'avgLoss',
      'avgReturnPct',
      'avgBarsHeld',
      'longestWinStreak',
      'longestLossStreak',
    ],
  },
  {
    title: 'Extremes and costs',
    figures: [
      'bestTrade',
      'bestTradePct',
      'worstTrade',
      'worstTradePct',
      'grossPnl',
      'slippage',
      'fees',
      'funding',
      'netPnl',
    ],
  },
]

/** Every figure with its definition behind its name. */
export function figuresSection(run: RunResult, summary: RunSummary): string {
  const quote = run.markets[0]?.instrument.quote ?? ''
  const groups = GROUPS.map(({ title, figures }) => {
    const rows = figures.map((figure) => figureRow(METRIC_DEFINITIONS[figure], summary[figure], quote))
    return `<div><h3>${title}</h3><table><tbody>${rows.join('')}</tbody></table></div>`
  })
  return `<section class="card"><div class="head"><h2>All figures</h2><p class="note">Point at a name to read what it means.</p></div><div class="figures">${groups.join('')}</div></section>`
}

function figureRow({ label, unit, definition }: MetricDefinition, value: number | null, quote: string): string {
  const name = `<span class="tip" tabindex="0" data-tip="${escapeHtml(definition)}">${escapeHtml(label)}</span>`
  return `<tr><th scope="row">${name}</th><td>${escapeHtml(figureText(value, unit, quote))}</td></tr>`
}

function figureText(value: number | null, unit: MetricDefinition['unit'], quote: string): string {
  if (value === null) return '–'
  switch (unit) {
    case 'percent':
      return `${formatNumber(value, 2)}%`
    case 'quote':
      return `${formatMoney(value)} ${quote}`
    case 'ratio':
      return formatNumber(value, 2)
    case 'count':
      return formatNumber(value, 0)
    case 'days':
      return `${formatNumber(value, 1)} days`
    case 'bars':
      return `${formatNumber(value, value % 1 === 0 ? 0 : 1)} bars`
  }
}
