import type { Trade } from '../../core/trade.ts'
import { numberCell, textCell } from './csv-cell.ts'

/** The columns in their order; each is the field of `Trade` with that name. */
const COLUMNS: readonly (keyof Trade)[] = [
  'symbol',
  'strategy',
  'side',
  'quantity',
  'leverage',
  'entryAt',
  'exitAt',
  'entryPrice',
  'exitPrice',
  'stopPrice',
  'targetPrice',
  'grossPnl',
  'fees',
  'slippage',
  'funding',
  'pnl',
  'returnPct',
  'barsHeld',
  'entryReason',
  'exitReason',
  'confidence',
  'entries',
  'exits',
  'contributions',
]

/**
 * The trades as CSV, one a line under a header: times in ISO 8601 UTC, numbers in full precision, texts safe for spreadsheets.
 * The sum of the column `pnl` is final equity minus capital.
 */
export function tradesCsv(trades: readonly Trade[]): string {
  const lines = [COLUMNS.join(',')]
  for (const trade of trades) lines.push(COLUMNS.map((column) => cell(trade, column)).join(','))
  return `${lines.join('\n')}\n`
}

function cell(trade: Trade, column: keyof Trade): string {
  if (column === 'entryAt' || column === 'exitAt') return new Date(trade[column]).toISOString()
  if (column === 'contributions') return textCell(contributionsText(trade.contributions))
  const value = trade[column]
  return typeof value === 'string' ? textCell(value) : numberCell(value)
}

/** `momentum 0.6 + breakout 0.4`. */
function contributionsText(contributions: Trade['contributions']): string {
  return (contributions ?? []).map(({ strategy, share }) => `${strategy} ${share}`).join(' + ')
}
