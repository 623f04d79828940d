import { chartTheme, PICTURE_FONT } from './charts/chart-colors.ts'
import { escapeHtml } from './escape-html.ts'
import type { ReportChart } from './report-charts.ts'

const WIDTH = 1200
const HEIGHTS: Readonly<Record<string, number>> = {
  monthly: 110,
  equity: 560,
  price: 560,
  distribution: 420,
  costs: 420,
}
const HEADING_HEIGHT = 76
const MARGIN = 16
/** PNG files are twice as fine as the SVG, for print and dense screens. */
const PNG_WIDTH = 2 * WIDTH

/**
 * Every chart as `charts/<id>.svg` and `.png`, drawn without a browser, the PNGs on all cores. The libraries are loaded only here,
 * because that takes time: echarts 0.08 s as one file, 0.7 s as its six hundred modules.
 */
export async function chartPictures(
  charts: readonly ReportChart[],
  { subtitle, fontFiles }: { readonly subtitle: string; readonly fontFiles: readonly string[] },
): Promise<[path: string, content: string | Uint8Array][]> {
  // @ts-expect-error the one-file build has no types of its own
  const echarts: typeof import('echarts') = await import('echarts/dist/echarts.esm.min.mjs')
  const { renderAsync } = await import('@resvg/resvg-js')
  const font = { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: 'DejaVu Sans' }
  const pictures = charts.map(async (chart): Promise<[string, string | Uint8Array][]> => {
    const svg = withHeading(drawSvg(echarts, chart), chart, subtitle)
    const image = await renderAsync(svg, { font, fitTo: { mode: 'width', value: PNG_WIDTH } })
    return [
      [`charts/${chart.id}.svg`, svg],
      [`charts/${chart.id}.png`, image.asPng()],
    ]
  })
  return (await Promise.all(pictures)).flat()
}

function drawSvg(echarts: typeof import('echarts'), drawn: ReportChart): string {
  const { id, option } = drawn
  const size = { width: WIDTH - 2 * MARGIN, height: heightOf(drawn) }
  const chart = echarts.init(null, chartTheme('picture'), { renderer: 'svg', ssr: true, ...size })
  try {
    // A picture cannot be zoomed: without the zoom the whole run is in view, and the room of its slider is free.
    chart.setOption({
      ...option,
      dataZoom: [],
      ...(id.startsWith('price') && { grid: { left: 84, right: 24, top: 34, bottom: 36 } }),
    })
    return withStableNames(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

function heightOf({ id, option, pictureHeightPx }: ReportChart): number {
  if (pictureHeightPx !== undefined) return pictureHeightPx
  const height = HEIGHTS[id.split('-')[0] ?? ''] ?? 420
  if (id !== 'monthly') return height
  const { yAxis } = option
  const years = yAxis !== undefined && !Array.isArray(yAxis) && 'data' in yAxis ? (yAxis.data?.length ?? 1) : 1
  return 60 + 44 * Math.max(years, 1)
}

/** echarts numbers its classes and clips over the life of the process: the same chart must give the same file. */
function withStableNames(svg: string): string {
  const names = new Map<string, string>()
  return svg.replace(/\bzr\d+-[a-z]+-?\d*/g, (name) => {
    const stable = names.get(name) ?? `z${names.size}`
    names.set(name, stable)
    return stable
  })
}

/** Puts the title and what was run above the chart. */
function withHeading(svg: string, chart: ReportChart, subtitle: string): string {
  const height = heightOf(chart) + HEADING_HEIGHT + MARGIN
  const inner = svg.replace('<svg ', `<svg x="${MARGIN}" y="${HEADING_HEIGHT}" `)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<g font-family="${PICTURE_FONT}">`,
    `<text x="28" y="38" font-size="20" font-weight="bold" fill="#1e293b">${escapeHtml(chart.title)}</text>`,
    `<text x="28" y="60" font-size="13" fill="#64748b">${escapeHtml(subtitle)}</text>`,
    '</g>',
    inner,
    '</svg>\n',
  ].join('\n')
}
