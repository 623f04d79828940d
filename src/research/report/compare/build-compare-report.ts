import type { ReportFiles } from '../build-report.ts'
import { chartPictures } from '../chart-pictures.ts'
import type { ReportAssets } from '../report-assets.ts'
import type { ReportChart } from '../report-charts.ts'
import { compareCsv } from './compare-csv.ts'
import { compareJson } from './compare-json.ts'
import { comparePage } from './compare-page.ts'
import { compareSubtitle } from './compare-title.ts'
import type { Comparison } from './comparison.ts'
import { correlationChart, correlationHeightPx } from './correlation-chart.ts'
import { correlationTable } from './correlation-table.ts'
import { pathChart } from './path-chart.ts'
import { type StrategyLine, strategyLines } from './strategy-lines.ts'

const PATH_HEIGHT_PX = 660

/**
 * Makes the report of a comparison: a page that needs nothing else, its charts as SVG and PNG, the table as CSV and everything as
 * JSON. Gives path within the folder to content.
 */
export async function buildCompareReport(comparison: Comparison, assets: ReportAssets): Promise<ReportFiles> {
  const lines = strategyLines(comparison)
  const pictures = await chartPictures(pictureCharts(comparison, lines), {
    subtitle: compareSubtitle(comparison),
    fontFiles: assets.fontFiles,
  })
  const files: ReportFiles = new Map<string, string | Uint8Array>([
    ['report.html', comparePage(comparison, lines, assets.chartLibrary)],
    ['compare.csv', compareCsv(comparison)],
    ...pictures,
  ])
  return files.set('compare.json', compareJson(comparison, lines, [...files.keys()]))
}

function pictureCharts({ quote }: Comparison, lines: readonly StrategyLine[]): ReportChart[] {
  const path = (what: 'equity' | 'drawdownPct') => pathChart(lines, { what, quote, where: 'picture' })
  const correlation = correlationTable(lines)
  return [
    { id: 'equity', title: 'Equity', option: path('equity'), pictureHeightPx: PATH_HEIGHT_PX },
    { id: 'drawdown', title: 'Drawdown', option: path('drawdownPct'), pictureHeightPx: PATH_HEIGHT_PX },
    {
      id: 'correlation',
      title: 'Correlation of daily returns',
      option: correlationChart(correlation),
      pictureHeightPx: correlationHeightPx(lines.length),
    },
  ]
}
