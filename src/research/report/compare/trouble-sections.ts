import { escapeHtml } from '../escape-html.ts'
import { formatNumber } from '../format-number.ts'
import { type Cell, htmlTable } from '../page/html-table.ts'
import type { Comparison } from './comparison.ts'

/** The strategies that have no result, or not one of all markets, each with its reason. Nothing when there is none. */
export function absentSection({ ran, absent }: Comparison): string {
  const items = [
    ...absent.map(({ strategy, status, reason }) => ({ strategy, what: `was ${status}`, reason })),
    ...ran.flatMap(({ strategy, stoppedOn }) =>
      stoppedOn.map(({ symbol, reason }) => ({ strategy, what: `was stopped on ${symbol}`, reason })),
    ),
  ]
  if (items.length === 0) return ''
  const lines = items.map(
    ({ strategy, what, reason }) =>
      `<li><b>${escapeHtml(strategy)}</b> ${escapeHtml(what)}: ${escapeHtml(reason)}</li>`,
  )
  return `<section class="card absent"><div class="head"><h2>Stopped and left out</h2></div><ul>${lines.join('')}</ul></section>`
}

/** Why signals and orders came to nothing, of each strategy. */
export function refusedSection({ ran }: Comparison): string {
  const totals = new Map<string, number>()
  for (const { summary } of ran) {
    for (const [reason, count] of Object.entries(summary.refusals)) {
      totals.set(reason, (totals.get(reason) ?? 0) + count)
    }
  }
  const reasons = [...totals.keys()].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0))
  const columns = [{ title: 'Strategy', isText: true }, ...reasons.map((title) => ({ title }))]
  const rows = ran
    .filter(({ summary }) => Object.keys(summary.refusals).length > 0)
    .map(({ strategy, summary }): Cell[] => {
      const counts = new Map(Object.entries(summary.refusals))
      return [{ text: strategy }, ...reasons.map((reason) => countCell(counts.get(reason) ?? 0))]
    })
  const body =
    rows.length === 0
      ? '<p class="muted">Nothing was refused.</p>'
      : `<div class="scroll">${htmlTable(columns, rows, { isSortable: true })}</div>`
  return `<section class="card"><div class="head"><h2>Why no trade</h2><p class="note">Signals and orders that a rule or the venue refused.</p></div>${body}</section>`
}

function countCell(count: number): Cell {
  return count === 0 ? { text: '–', sortBy: 0, className: 'muted' } : { text: formatNumber(count, 0), sortBy: count }
}
