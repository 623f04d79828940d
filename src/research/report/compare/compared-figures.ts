import { METRIC_DEFINITIONS } from '../../metrics/metric-definitions.ts'
import type { RunSummary } from '../../metrics/run-summary.ts'

/** A column of the comparison: the terminal, the page and the CSV show the same. */
export interface ComparedFigure {
  /** What it is called in files: the field of the summary, where it is one. */
  readonly key: string
  /** Heading on the terminal and on the page. */
  readonly heading: string
  readonly title: string
  readonly definition: string
  readonly decimals: number
  /** Behind the number on the page. */
  readonly unit: '' | '%'
  /** Gains and losses have their colours. */
  readonly isSigned?: true
  amountOf(summary: RunSummary): number | null
}

type OwnField = keyof typeof METRIC_DEFINITIONS

export const COMPARED_FIGURES: readonly ComparedFigure[] = [
  field('trades', 'trades', 'Trades', { decimals: 0 }),
  field('winRatePct', 'win %', 'Win rate', { unit: '%' }),
  field('totalReturnPct', 'return %', 'Return', { unit: '%', isSigned: true }),
  field('maxDrawdownPct', 'drawdown %', 'Drawdown', { unit: '%' }),
  field('sharpe', 'Sharpe', 'Sharpe', {}),
  field('profitFactor', 'profit factor', 'Profit factor', {}),
  {
    key: 'costs',
    heading: 'costs',
    title: 'Costs',
    definition: 'Fees and slippage of all fills.',
    decimals: 2,
    unit: '',
    amountOf: ({ fees, slippage }) => fees + slippage,
  },
  field('exposurePct', 'exposure %', 'Exposure', { unit: '%' }),
]

/** What the page and the CSV show beside these. */
export const FINAL_EQUITY = field('finalEquity', 'final equity', 'Final equity', {})

function field(
  key: OwnField,
  heading: string,
  title: string,
  details: Partial<Pick<ComparedFigure, 'decimals' | 'unit' | 'isSigned'>>,
): ComparedFigure {
  const { definition } = METRIC_DEFINITIONS[key]
  return { key, heading, title, definition, decimals: 2, unit: '', ...details, amountOf: (summary) => summary[key] }
}
