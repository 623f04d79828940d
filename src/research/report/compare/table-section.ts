import { formatNumber, formatSigned } from '../format-number.ts'
import { type Cell, htmlTable, toneClass } from '../page/html-table.ts'
import { COMPARED_FIGURES, type ComparedFigure, FINAL_EQUITY } from './compared-figures.ts'
import type { ComparedStrategy, Comparison } from './comparison.ts'
import type { SortKey } from './sort-key.ts'
import type { StrategyLine } from './strategy-lines.ts'

const FIGURES = [...COMPARED_FIGURES, FINAL_EQUITY]
/** What is not defined sorts below everything; infinity does not survive in HTML that promises numbers. */
const UNDEFINED_RANK = -1e300

const SORTED_BY: Readonly<Record<SortKey, string>> = {
  return: 'return',
  sharpe: 'Sharpe ratio',
  drawdown: 'drawdown',
  'profit-factor': 'profit factor',
  trades: 'number of trades',
  'win-rate': 'win rate',
}

/** Every figure of every strategy that ran, in a table that sorts by any of them. */
export function tableSection({ ran, sortedBy }: Comparison, lines: readonly StrategyLine[]): string {
  const columns = [
    { title: 'Strategy', isText: true },
    ...FIGURES.map(({ title, definition }) => ({ title, tip: definition })),
    { title: 'Refused', tip: 'Signals and orders that a rule or the venue refused; the reasons are below.' },
  ]
  const table = htmlTable(columns, ran.map(cells), {
    isSortable: true,
    rowAttributes: (i) => (lines[i] === undefined ? '' : ` data-line="s${i}" style="--key:${lines[i].color}"`),
  })
  const body = ran.length === 0 ? '<p class="muted">No strategy ran.</p>' : `<div class="scroll">${table}</div>`
  const note = `Sorted by ${SORTED_BY[sortedBy]}; a heading sorts. Point at a row to see its curve.`
  return `<section class="card compared"><div class="head"><h2>Comparison</h2><p class="note">${note}</p></div>${body}</section>`
}

function cells({ strategy, summary }: ComparedStrategy): Cell[] {
  const refused = Object.values(summary.refusals).reduce((sum, count) => sum + count, 0)
  const reasons = Object.entries(summary.refusals).map(([rule, count]) => `${rule} ${count}`)
  return [
    { text: strategy },
    ...FIGURES.map((figure) => figureCell(figure, figure.amountOf(summary))),
    { text: formatNumber(refused, 0), sortBy: refused, title: reasons.join(', ') },
  ]
}

function figureCell({ decimals, unit, isSigned }: ComparedFigure, value: number | null): Cell {
  if (value === null) return { text: '–', sortBy: UNDEFINED_RANK }
  const text = isSigned ? formatSigned(value, decimals) : formatNumber(value, decimals)
  return { text: `${text}${unit}`, sortBy: value, ...(isSigned && { className: toneClass(value) }) }
}
