import { numberCell, textCell } from '../../research/report/csv-cell.ts'
import type { MonthStatistics } from './monthly-statistics.ts'

/** The columns in their order; each is the field of `MonthStatistics` with that name. */
const COLUMNS: readonly (keyof MonthStatistics)[] = [
  'month',
  'initialBalance',
  'deposits',
  'finalBalance',
  'trades',
  'wins',
  'losses',
  'winRatePct',
  'grossPnl',
  'fees',
  'funding',
  'netPnl',
  'bestTrade',
  'worstTrade',
  'profitFactor',
  'maxDrawdown',
  'maxDrawdownPct',
]

/** The months as CSV, one a line under a header; a value that is not defined is an empty cell. */
export function monthlyCsv(months: readonly MonthStatistics[]): string {
  const lines = months.map((month) =>
    COLUMNS.map((column) => {
      const value = month[column]
      return typeof value === 'string' ? textCell(value) : numberCell(value)
    }).join(','),
  )
  return `${[COLUMNS.join(','), ...lines].join('\n')}\n`
}
