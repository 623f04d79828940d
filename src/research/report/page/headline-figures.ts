import type { RunSummary } from '../../metrics/run-summary.ts'
import type { RunResult } from '../../run-result.ts'
import { escapeHtml } from '../escape-html.ts'
import { formatMoney, formatNumber, formatSigned } from '../format-number.ts'

interface Headline {
  readonly label: string
  readonly value: string
  readonly aside: string
  /** Sign of what is good or bad, for its colour. */
  readonly tone?: number
}

/** The few figures that decide whether to read on. */
export function headlineFigures(run: RunResult, summary: RunSummary): string {
  const quote = run.markets[0]?.instrument.quote ?? ''
  const cards = headlines(summary, quote).map(({ label, value, aside, tone = 0 }) => {
    const color = tone > 0 ? ' up' : tone < 0 ? ' down' : ''
    return `<div class="kpi"><div class="label">${label}</div><div class="value${color}">${value}</div><div class="aside">${escapeHtml(aside)}</div></div>`
  })
  return `<section class="kpis" aria-label="Headline figures">${cards.join('')}</section>`
}

function headlines(summary: RunSummary, quote: string): Headline[] {
  const { totalReturnPct, netPnl, buyAndHold, maxDrawdownPct, maxDrawdownDays, trades } = summary
  const held = buyAndHold.returnPct
  return [
    {
      label: 'Total return',
      value: `${formatSigned(totalReturnPct, 2)}%`,
      aside: `${formatSigned(netPnl, 2)} ${quote}`,
      tone: totalReturnPct,
    },
    {
      label: 'Final equity',
      value: formatMoney(summary.finalEquity),
      aside: `from ${formatMoney(summary.capital)} ${quote}`,
    },
    {
      label: 'Over buy and hold',
      value: optional(buyAndHold.excessReturnPct, (value) => `${formatSigned(value, 1)} pp`),
      aside: held === null ? '' : `buy and hold ${formatSigned(held, 1)}%`,
      tone: buyAndHold.excessReturnPct ?? 0,
    },
    {
      label: 'Max drawdown',
      value: `${formatNumber(maxDrawdownPct, 2)}%`,
      aside: `${formatNumber(maxDrawdownDays, maxDrawdownDays < 10 ? 1 : 0)} days under water`,
    },
    {
      label: 'Sharpe ratio',
      value: optional(summary.sharpe, (value) => formatNumber(value, 2)),
      aside: `Sortino ${optional(summary.sortino, (value) => formatNumber(value, 2))}`,
    },
    {
      label: 'Trades',
      value: formatNumber(trades, 0),
      aside: `exposed ${optional(summary.exposurePct, (value) => `${formatNumber(value, 0)}%`)}`,
    },
    {
      label: 'Win rate',
      value: optional(summary.winRatePct, (value) => `${formatNumber(value, 1)}%`),
      aside: `profit factor ${optional(summary.profitFactor, (value) => formatNumber(value, 2))}`,
    },
  ]
}

function optional(value: number | null, format: (value: number) => string): string {
  return value === null ? '–' : format(value)
}
