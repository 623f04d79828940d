import type { PeriodRow } from '../../metrics/period-table.ts'
import type { RunSummary } from '../../metrics/run-summary.ts'
import { MONTHS } from '../charts/monthly-chart.ts'
import { formatSigned } from '../format-number.ts'

/** Returns by month, one line a year, coloured by size. */
export function monthsSection({ monthly, yearly }: RunSummary): string {
  const byPeriod = new Map(monthly.map((row) => [row.period, row]))
  const limit = Math.max(0.01, ...monthly.map((row) => Math.abs(row.returnPct)))
  const lines = yearly.map((year) => {
    const months = MONTHS.map((_, i) => field(byPeriod.get(`${year.period}-${String(i + 1).padStart(2, '0')}`), limit))
    return `<tr><th scope="row" class="text">${year.period}</th>${months.join('')}${total(year)}</tr>`
  })
  const head = MONTHS.map((name) => `<th scope="col">${name}</th>`).join('')
  const table = `<div class="scroll"><table class="months"><thead><tr><th class="text"></th>${head}<th scope="col">Year</th></tr></thead><tbody>${lines.join('')}</tbody></table></div>`
  return `<section class="card"><div class="head"><h2>Monthly returns</h2><p class="note">Percent of the equity at the start of the month, UTC.</p></div>${monthly.length === 0 ? '<p class="muted">No bars.</p>' : table}</section>`
}

function field(row: PeriodRow | undefined, limit: number): string {
  if (row === undefined) return '<td></td>'
  const { returnPct } = row
  const strength = (0.08 + 0.62 * (Math.abs(returnPct) / limit)).toFixed(2)
  const color =
    returnPct === 0 ? '' : ` style="background:rgba(var(--${returnPct > 0 ? 'up' : 'down'}-field), ${strength})"`
  return `<td${color} title="${describe(row)}">${formatSigned(returnPct, 1)}</td>`
}

function total(row: PeriodRow): string {
  return `<td class="total ${row.returnPct < 0 ? 'down' : 'up'}" title="${describe(row)}">${formatSigned(row.returnPct, 1)}</td>`
}

function describe({ period, returnPct, pnl, trades }: PeriodRow): string {
  return `${period}: ${formatSigned(returnPct, 2)}%, ${formatSigned(pnl, 2)}, ${trades} ${trades === 1 ? 'trade' : 'trades'} closed`
}
