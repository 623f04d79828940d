import { escapeHtml } from '../escape-html.ts'
import { formatNumber } from '../format-number.ts'
import { correlationTable } from './correlation-table.ts'
import type { StrategyLine } from './strategy-lines.ts'

/** How much the strategies move together, as coloured fields. */
export function correlationSection(lines: readonly StrategyLine[]): string {
  if (lines.length < 2) return ''
  const { labels, values } = correlationTable(lines)
  const names = labels.map(escapeHtml)
  const head = names.map((name) => `<th scope="col" title="${name}"><span>${name}</span></th>`).join('')
  const rows = values.map(
    (row, i) =>
      `<tr><th scope="row" class="text" title="${names[i]}">${names[i]}</th>${row.map((value, k) => field(value, `${names[i]} and ${names[k]}`)).join('')}</tr>`,
  )
  const table = `<div class="scroll"><table class="correlation"><thead><tr><th></th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  return `<section class="card"><div class="head"><h2>Correlation of daily returns</h2><p class="note">1 moves together, 0 has nothing to do with each other, −1 moves against each other. A dash: one of the two never moved.</p></div>${table}</section>`
}

/** `pair` is HTML already. */
function field(value: number | null, pair: string): string {
  if (value === null) return `<td class="muted" title="${pair}">–</td>`
  const strength = (0.04 + 0.5 * Math.abs(value)).toFixed(2)
  const color = `rgba(var(--${value < 0 ? 'down' : 'together'}-field), ${strength})`
  return `<td style="background:${color}" title="${pair}: ${formatNumber(value, 3)}">${formatNumber(value, 2)}</td>`
}
