import { formatNumber } from '../format-number.ts'
import { chartCard } from '../page/chart-card.ts'
import { htmlPage } from '../page/html-page.ts'
import { spanLine } from '../page/span-line.ts'
import { COMPARE_SCRIPT } from './compare-script.ts'
import { COMPARE_STYLE } from './compare-style.ts'
import { compareTitle } from './compare-title.ts'
import type { Comparison } from './comparison.ts'
import { correlationSection } from './correlation-section.ts'
import { legendCard } from './legend-card.ts'
import { pathChart } from './path-chart.ts'
import type { StrategyLine } from './strategy-lines.ts'
import { tableSection } from './table-section.ts'
import { absentSection, refusedSection } from './trouble-sections.ts'
import { winnerFigures } from './winner-figures.ts'

const FOOTER =
  'Each strategy alone, on the same candles and the same account. Times are UTC. Ratios use daily returns of the equity and a year of 365 days; point at a heading to read its definition. Made by Plimsoll; the table is in compare.csv, every number in compare.json.'

/** The whole comparison as one HTML file that works from a disk, without a network. */
export function comparePage(comparison: Comparison, lines: readonly StrategyLine[], chartLibrary: string): string {
  const { quote, capital } = comparison
  const path = (what: 'equity' | 'drawdownPct') => pathChart(lines, { what, quote, where: 'page' })
  return htmlPage({
    title: compareTitle(comparison),
    subtitle: `${spanOf(comparison)} · each alone with ${formatNumber(capital, capital % 1 === 0 ? 0 : 2)} ${quote}`,
    main: [
      winnerFigures(comparison),
      legendCard(lines),
      chartCard(
        'equity',
        'Equity',
        460,
        'The market: equal parts in every market, without costs. Ctrl + wheel zooms both charts.',
      ),
      chartCard('drawdown', 'Drawdown', 300, 'Distance below the highest equity so far.'),
      tableSection(comparison, lines),
      absentSection(comparison),
      correlationSection(lines),
      refusedSection(comparison),
    ].join('\n'),
    footer: FOOTER,
    style: COMPARE_STYLE,
    data: {
      lines: lines.map(({ id, label, isShown, isBest }) => ({ id, label, isShown, isBest })),
      charts: { equity: path('equity'), drawdown: path('drawdownPct') },
    },
    chartLibrary,
    script: COMPARE_SCRIPT,
  })
}

function spanOf({ ran, timeframe }: Comparison): string {
  const [first] = ran
  return first === undefined ? 'nothing ran' : spanLine(timeframe, first.summary)
}
