import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ReportAssets } from '../research/report/report-assets.ts'
import { fileError } from './file-error.ts'

/** Reads the chart library and finds the fonts among the installed packages. */
export function readReportAssets(): ReportAssets {
  const library = packagePath('echarts/dist/echarts.min.js')
  const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => packagePath(`dejavu-fonts-ttf/ttf/${name}`))
  try {
    return { chartLibrary: readFileSync(library, 'utf8'), fontFiles }
  } catch (error) {
    throw fileError('read', library, error)
  }
}

function packagePath(name: string): string {
  return createRequire(import.meta.url).resolve(name)
}
