import type { FunnelCounts } from '../../../engine/funnel.ts'
import { funnelStages } from '../../metrics/funnel-stages.ts'
import type { RunSummary } from '../../metrics/run-summary.ts'
import type { RunResult } from '../../run-result.ts'
import { escapeHtml } from '../escape-html.ts'
import { formatNumber } from '../format-number.ts'

/** How far signals got, and why the others came to nothing. */
export function refusalsSection({ funnel }: RunResult, { refusals }: RunSummary): string {
  const rows = Object.entries(refusals)
  const most = Math.max(1, ...rows.map(([, count]) => count))
  const lines = rows.map(
    ([reason, count]) =>
      `<tr><td class="text">${escapeHtml(reason)}</td><td>${formatNumber(count, 0)}</td><td class="barcell"><span class="bar" style="width:${((count / most) * 100).toFixed(1)}%"></span></td></tr>`,
  )
  const table = `<div class="scroll"><table><thead><tr><th scope="col" class="text">Reason</th><th scope="col">Times</th><th></th></tr></thead><tbody>${lines.join('')}</tbody></table></div>`
  return `<section class="card"><div class="head"><h2>Why no trade</h2><p class="note">Signals and orders that a rule or the venue refused.</p></div>${funnel === undefined ? '' : stagesTable(funnel)}${rows.length === 0 ? '<p class="muted">Nothing was refused.</p>' : table}</section>`
}

/** Entries stage by stage. */
function stagesTable(funnel: FunnelCounts): string {
  const { stages } = funnelStages(funnel)
  const heads = stages.map(({ stage }) => `<th scope="col">${stage}</th>`).join('')
  const counts = stages.map(({ count }) => `<td>${formatNumber(count, 0)}</td>`).join('')
  return `<div class="scroll"><table><thead><tr><th scope="col" class="text">Entries</th>${heads}</tr></thead><tbody><tr><td class="text">so far</td>${counts}</tr></tbody></table></div>`
}
