import type { RunSummary } from '../metrics/run-summary.ts'
import type { RunResult } from '../run-result.ts'
import { chartPictures } from './chart-pictures.ts'
import { reportPage } from './page/report-page.ts'
import type { ReportAssets } from './report-assets.ts'
import { marketCharts, runCharts } from './report-charts.ts'
import { resultJson } from './result-json.ts'
import { runSubtitle } from './run-title.ts'
import { sampleCurve } from './sample-curve.ts'
import { tradesCsv } from './trades-csv.ts'

export type ReportFiles = Map<string, string | Uint8Array>

const MAX_CURVE_POINTS = 5000

/**
 * Makes the report of a run: a page that needs nothing else, the same charts as SVG and PNG, the trades as CSV and everything
 * as JSON. Gives path within the folder to content; writing it is up to `store/write-folder.ts`.
 */
export async function buildReport(run: RunResult, summary: RunSummary, assets: ReportAssets): Promise<ReportFiles> {
  const curve = sampleCurve(run, MAX_CURVE_POINTS)
  const charts = runCharts(run, summary, curve)
  const pictures = await chartPictures([...charts, ...marketCharts(run, 'picture')], {
    subtitle: runSubtitle(run, summary),
    fontFiles: assets.fontFiles,
  })
  const files: ReportFiles = new Map<string, string | Uint8Array>([
    [
      'report.html',
      reportPage({ run, summary, charts, markets: marketCharts(run, 'page'), chartLibrary: assets.chartLibrary }),
    ],
    ['trades.csv', tradesCsv(run.trades)],
    ...pictures,
  ])
  return files.set('result.json', resultJson(run, summary, curve, [...files.keys()]))
}
