/** Colours that read on white and on near-black alike; the page's style sheet uses the same. */
export const COLORS = {
  up: '#159a74',
  down: '#d9485f',
  equity: '#2f6fed',
  benchmark: '#94a3b8',
  long: '#2f6fed',
  short: '#a855d8',
  neutral: '#64748b',
} as const

interface Shades {
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly grid: string
  readonly surface: string
}

const LIGHT: Shades = { text: '#1e293b', muted: '#64748b', line: '#cbd5e1', grid: '#eef2f6', surface: '#ffffff' }
const DARK: Shades = { text: '#e2e8f0', muted: '#94a3b8', line: '#334155', grid: '#1f2a3a', surface: '#131b28' }

const FONT = "Inter, 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif"
export const PICTURE_FONT = 'DejaVu Sans, Verdana, sans-serif'

/** The echarts theme of the page, and of pictures: everything that depends on the background. */
export function chartTheme(mode: 'light' | 'dark' | 'picture'): object {
  const shades = mode === 'dark' ? DARK : LIGHT
  const axis = {
    axisLine: { lineStyle: { color: shades.line } },
    axisTick: { lineStyle: { color: shades.line } },
    axisLabel: { color: shades.muted },
    nameTextStyle: { color: shades.muted },
    splitLine: { lineStyle: { color: shades.grid } },
  }
  return {
    backgroundColor: mode === 'picture' ? shades.surface : 'transparent',
    textStyle: { fontFamily: mode === 'picture' ? PICTURE_FONT : FONT, color: shades.text },
    title: { textStyle: { color: shades.text }, subtextStyle: { color: shades.muted } },
    legend: { textStyle: { color: shades.text } },
    timeAxis: axis,
    valueAxis: axis,
    categoryAxis: axis,
    tooltip: {
      backgroundColor: shades.surface,
      borderColor: shades.line,
      textStyle: { color: shades.text, fontSize: 12 },
    },
    dataZoom: { textStyle: { color: shades.muted }, borderColor: shades.line },
    visualMap: { textStyle: { color: shades.muted } },
  }
}
