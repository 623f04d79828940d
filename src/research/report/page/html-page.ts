import { chartTheme } from '../charts/chart-colors.ts'
import { escapeHtml, scriptJson } from '../escape-html.ts'
import { PAGE_STYLE } from './page-style.ts'

export interface HtmlPage {
  /** As text; it is escaped here. */
  readonly title: string
  /** These are HTML. */
  readonly subtitle: string
  readonly main: string
  readonly footer: string
  /** Style sheet beside that of all pages. */
  readonly style?: string
  /** What the script reads from the element `report-data`, beside the themes of the charts. */
  readonly data: object
  readonly chartLibrary: string
  readonly script: string
}

/** Nothing is fetched from anywhere: what the page needs is in it, and the browser is told to load nothing else. */
const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"

/** A hull's load line: a circle that a bar crosses. */
const MARK = `<svg width="44" height="44" viewBox="0 0 44 44" fill="none" stroke="currentColor" stroke-width="3.5" aria-hidden="true"><circle cx="22" cy="22" r="13"/><path d="M2 22h40"/></svg>`

/** A whole page as one HTML file that works from a disk, without a network. */
export function htmlPage({ title, subtitle, main, footer, style = '', data, chartLibrary, script }: HtmlPage): string {
  const themes = { light: chartTheme('light'), dark: chartTheme('dark') }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(title)} – Plimsoll</title>
<style>${PAGE_STYLE}${style}</style>
</head>
<body>
<header>${MARK}<div><h1>${escapeHtml(title)}</h1><p class="muted">${subtitle}</p></div></header>
<main>
${main}
</main>
<footer><p>${footer}</p></footer>
<script type="application/json" id="report-data">${scriptJson({ themes, ...data })}</script>
<script>${closeSafe(chartLibrary)}</script>
<script>${script}</script>
</body>
</html>
`
}

/** The library holds no closing tag today; if one day it does, the page must not end there. */
function closeSafe(script: string): string {
  return script.replaceAll('</script', '<\\/script')
}
