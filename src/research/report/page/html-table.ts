import { escapeHtml } from '../escape-html.ts'

/** A cell: its text, and what it is sorted by or how it looks where that matters. Texts are escaped here and nowhere else. */
export interface Cell {
  readonly text: string
  readonly sortBy?: number
  readonly className?: string
  /** The whole of a text that may be cut. */
  readonly title?: string
}

export interface Column {
  readonly title: string
  /** Texts stand left, numbers right. */
  readonly isText?: boolean
  /** What it means, for who points at the heading. */
  readonly tip?: string
}

export interface TableOptions {
  readonly isSortable?: boolean
  /** Attributes of each row, already escaped. */
  readonly rowAttributes?: (row: number) => string
}

/** A table with its head. */
export function htmlTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions = {},
): string {
  const head = columns.map((column) => headCell(column, options.isSortable ?? false)).join('')
  const body = rows.map((cells, i) => {
    const attributes = options.rowAttributes?.(i) ?? ''
    return `<tr${attributes}>${cells.map((cell, k) => bodyCell(cell, columns[k]?.isText ?? false)).join('')}</tr>`
  })
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`
}

function headCell({ title, isText = false, tip }: Column, isSortable: boolean): string {
  const classes = [isText ? 'text' : '', isSortable ? 'sortable' : ''].filter((name) => name !== '').join(' ')
  const focus = isSortable ? ' tabindex="0"' : ''
  const meaning = tip === undefined ? '' : ` title="${escapeHtml(tip)}"`
  return `<th scope="col"${classes === '' ? '' : ` class="${classes}"`}${focus}${meaning}>${escapeHtml(title)}</th>`
}

function bodyCell({ text, sortBy, className = '', title }: Cell, isText: boolean): string {
  const classes = [isText ? 'text' : '', className].filter((name) => name !== '').join(' ')
  const full = title === undefined ? '' : ` title="${escapeHtml(title)}"`
  const value = sortBy === undefined ? '' : ` data-value="${sortBy}"`
  return `<td${classes === '' ? '' : ` class="${classes}"`}${value}${full}>${escapeHtml(text)}</td>`
}

/** The class of an amount that is good or bad. */
export function toneClass(value: number): string {
  return value > 0 ? 'up' : value < 0 ? 'down' : ''
}
