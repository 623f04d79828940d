import type { Trade } from '../../../core/trade.ts'
import type { RunResult } from '../../run-result.ts'
import { escapeHtml } from '../escape-html.ts'
import { formatMinute, formatNumber, formatPrice, formatSigned } from '../format-number.ts'
import { priceDecimals } from '../price-decimals.ts'
import { type Cell, htmlTable, toneClass } from './html-table.ts'

const MAX_ROWS = 500

const COLUMNS = [
  { title: 'Entry (UTC)', isText: true },
  { title: 'Exit (UTC)', isText: true },
  { title: 'Symbol', isText: true },
  { title: 'Side', isText: true },
  { title: 'Quantity' },
  { title: 'Entry price' },
  { title: 'Exit price' },
  { title: 'Stop' },
  { title: 'Bars' },
  { title: 'Costs' },
  { title: 'Net result' },
  { title: 'Return' },
  { title: 'Exit', isText: true },
  { title: 'Why entered', isText: true },
]

/** The first trades as a table that sorts by any column; a click shows the trade in the price chart. */
export function tradesSection({ trades, markets }: RunResult): string {
  const decimals = new Map(markets.map((market) => [market.instrument.symbol, priceDecimals(market)]))
  const shown = trades.slice(0, MAX_ROWS)
  const note =
    trades.length > MAX_ROWS
      ? `The first ${MAX_ROWS} of ${formatNumber(trades.length, 0)}; all are in trades.csv. `
      : ''
  const hint = trades.length === 0 ? '' : `${note}A heading sorts, a row shows the trade in the chart.`
  const table = htmlTable(
    COLUMNS,
    shown.map((trade) => tradeCells(trade, decimals.get(trade.symbol) ?? 2)),
    {
      isSortable: true,
      rowAttributes: (i) => rowAttributes(shown[i] as Trade),
    },
  )
  const body =
    trades.length === 0
      ? '<p class="muted">No trades. The table above says why.</p>'
      : `<div class="scroll tall">${table}</div>`
  return `<section class="card"><div class="head"><h2>Trades</h2><p class="note">${hint}</p></div>${body}</section>`
}

function tradeCells(trade: Trade, decimals: number): Cell[] {
  const costs = trade.fees + trade.slippage - trade.funding
  return [
    { text: formatMinute(trade.entryAt), sortBy: trade.entryAt },
    { text: formatMinute(trade.exitAt), sortBy: trade.exitAt },
    { text: trade.symbol },
    { text: trade.leverage === 1 ? trade.side : `${trade.side} ${trade.leverage}x` },
    { text: String(Number(trade.quantity.toPrecision(8))), sortBy: trade.quantity },
    { text: formatPrice(trade.entryPrice, decimals), sortBy: trade.entryPrice },
    { text: formatPrice(trade.exitPrice, decimals), sortBy: trade.exitPrice },
    { text: formatPrice(trade.stopPrice, decimals), sortBy: Number.isFinite(trade.stopPrice) ? trade.stopPrice : 0 },
    { text: formatNumber(trade.barsHeld, 0), sortBy: trade.barsHeld },
    { text: formatNumber(costs, 2), sortBy: costs },
    { text: formatSigned(trade.pnl, 2), sortBy: trade.pnl, className: toneClass(trade.pnl) },
    { text: `${formatSigned(trade.returnPct, 2)}%`, sortBy: trade.returnPct },
    { text: trade.exitReason },
    { text: trade.entryReason, className: 'reason', title: trade.entryReason },
  ]
}

function rowAttributes({ symbol, entryAt, exitAt }: Trade): string {
  return ` data-trade="${escapeHtml(symbol)}" data-from="${entryAt}" data-to="${exitAt}"`
}
