import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ReportAssets } from '../research/report/report-assets.ts'
import { fileError } from './file-error.ts'

const require = createRequire(import.meta.url)

/** Reads the chart library and finds the fonts among the installed packages. */
export function readReportAssets(): ReportAssets {
  const library = require.resolve('echarts/dist/echarts.min.js')
  const fontFiles = [
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ]
  try {
    return { chartLibrary: readFileSync(library, 'utf8'), fontFiles }
  } catch (error) {
    throw fileError('read', library, error)
  }
}
