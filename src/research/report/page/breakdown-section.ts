import type { BreakdownRow } from '../../metrics/breakdown.ts'
import type { RunSummary } from '../../metrics/run-summary.ts'
import { formatNumber, formatSigned } from '../format-number.ts'
import { type Cell, htmlTable, toneClass } from './html-table.ts'

/** What came from where: by symbol, by reason of the exit, by side, by strategy. */
export function breakdownSection({ perSymbol, perExitReason, perSide, perStrategy }: RunSummary): string {
  const tables = [
    breakdownCard('By symbol', 'Symbol', perSymbol),
    breakdownCard('By reason of the exit', 'Exit', perExitReason),
    breakdownCard('By side', 'Side', perSide),
    breakdownCard('By strategy', 'Strategy', perStrategy),
  ]
  return `<div class="row">${tables.join('')}</div>`
}

function breakdownCard(title: string, keyTitle: string, rows: readonly BreakdownRow[]): string {
  const columns = [
    { title: keyTitle, isText: true },
    { title: 'Trades' },
    { title: 'Won' },
    { title: 'Net result' },
    { title: 'Return' },
    { title: 'Profit factor' },
  ]
  const table =
    rows.length === 0
      ? '<p class="muted">No trades.</p>'
      : `<div class="scroll">${htmlTable(columns, rows.map(breakdownCells))}</div>`
  return `<section class="card"><div class="head"><h2>${title}</h2></div>${table}</section>`
}

function breakdownCells({ key, trades, winRatePct, pnl, returnPct, profitFactor }: BreakdownRow): Cell[] {
  return [
    { text: key },
    { text: formatNumber(trades, 0) },
    { text: `${formatNumber(winRatePct, 1)}%` },
    { text: formatSigned(pnl, 2), className: toneClass(pnl) },
    { text: `${formatSigned(returnPct, 2)}%` },
    { text: profitFactor === null ? '–' : formatNumber(profitFactor, 2) },
  ]
}
