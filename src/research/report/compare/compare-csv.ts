import { numberCell, textCell } from '../csv-cell.ts'
import { COMPARED_FIGURES, FINAL_EQUITY } from './compared-figures.ts'
import type { AbsentStrategy, ComparedStrategy, Comparison } from './comparison.ts'

const FIGURES = [...COMPARED_FIGURES, FINAL_EQUITY]

/** The comparison as CSV, one strategy a line under a header: numbers in full precision, texts safe for spreadsheets. */
export function compareCsv({ ran, absent }: Comparison): string {
  const header = ['strategy', 'status', ...FIGURES.map(({ key }) => key), 'refusals', 'note', 'tradesHash'].join(',')
  return `${[header, ...ran.map(ranLine), ...absent.map(absentLine)].join('\n')}\n`
}

function ranLine({ strategy, summary, tradesHash, stoppedOn }: ComparedStrategy): string {
  const refusals = Object.entries(summary.refusals).map(([rule, count]) => `${rule} ${count}`)
  const note = stoppedOn.map(({ symbol, reason }) => `stopped on ${symbol}: ${reason}`).join('; ')
  const figures = FIGURES.map(({ amountOf }) => numberCell(amountOf(summary)))
  const texts = [refusals.join('; '), note, tradesHash].map(textCell)
  return [textCell(strategy), 'ran', ...figures, ...texts].join(',')
}

function absentLine({ strategy, status, reason }: AbsentStrategy): string {
  return [textCell(strategy), status, ...FIGURES.map(() => ''), '', textCell(reason), ''].join(',')
}
