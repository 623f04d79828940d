import type { RunSummary } from '../../metrics/run-summary.ts'
import { escapeHtml } from '../escape-html.ts'
import { formatNumber, formatSigned } from '../format-number.ts'
import type { ComparedStrategy, Comparison } from './comparison.ts'
import { sortCompared } from './sort-compared.ts'

interface Headline {
  readonly label: string
  readonly value: string
  /** Sign of what is good or bad, for its colour. */
  readonly tone?: number
  readonly aside: string
}

/** Who is first in what, and the markets beside them. Baselines do not take part, and who never traded wins nothing. */
export function winnerFigures({ ran }: Comparison): string {
  const contestants = ran.filter(({ isBaseline }) => !isBaseline)
  const traded = contestants.filter(({ summary }) => summary.trades > 0)
  const held = ran[0]?.summary.buyAndHold
  const headlines = [
    best('Best return', sortCompared(traded, 'return')[0], ({ totalReturnPct }) => ({
      value: `${formatSigned(totalReturnPct, 2)}%`,
      tone: totalReturnPct,
    })),
    best('Best Sharpe ratio', sortCompared(traded, 'sharpe')[0], ({ sharpe }) => ({ value: ratio(sharpe) })),
    best('Smallest drawdown', sortCompared(traded, 'drawdown')[0], ({ maxDrawdownPct }) => ({
      value: `${formatNumber(maxDrawdownPct, 2)}%`,
    })),
    best('Best profit factor', sortCompared(traded, 'profit-factor')[0], ({ profitFactor, wins }) => ({
      value: profitFactor === null && wins > 0 ? 'no loss' : ratio(profitFactor),
    })),
    ahead(contestants),
    ...(held === undefined || held.returnPct === null
      ? []
      : [
          {
            label: 'The market itself',
            value: `${formatSigned(held.returnPct, 2)}%`,
            tone: held.returnPct,
            aside: held.maxDrawdownPct === null ? '' : `drawdown ${formatNumber(held.maxDrawdownPct, 2)}%`,
          },
        ]),
  ]
  return `<section class="kpis" aria-label="Headline figures">${headlines.map(card).join('')}</section>`
}

function best(
  label: string,
  winner: ComparedStrategy | undefined,
  figure: (summary: RunSummary) => Pick<Headline, 'value' | 'tone'>,
): Headline {
  if (winner === undefined) return { label, value: '–', aside: 'nobody traded' }
  return { label, ...figure(winner.summary), aside: winner.strategy }
}

function ahead(ran: readonly ComparedStrategy[]): Headline {
  const gained = ran.filter(({ summary }) => summary.totalReturnPct > 0).length
  const beaten = ran.filter(({ summary }) => (summary.buyAndHold.excessReturnPct ?? 0) > 0).length
  return { label: 'Made money', value: `${gained} of ${ran.length}`, aside: `${beaten} more than the market` }
}

function card({ label, value, tone = 0, aside }: Headline): string {
  const color = tone > 0 ? ' up' : tone < 0 ? ' down' : ''
  return `<div class="kpi"><div class="label">${label}</div><div class="value${color}">${value}</div><div class="aside" title="${escapeHtml(aside)}">${escapeHtml(aside)}</div></div>`
}

function ratio(value: number | null): string {
  return value === null ? '–' : formatNumber(value, 2)
}
