/** What the scripts of all pages begin with: the theme, numbers as text, and charts that are drawn into their places. */
export const SCRIPT_BASICS = String.raw`
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const escape = (text) => echarts.format.encodeHTML(String(text))
  const number = (value, decimals) => {
    const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.')
    const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? '.' + fraction : '')
    return (value < 0 && /[1-9]/.test(digits) ? '−' : '') + digits
  }
  const price = (value, decimals) => (typeof value === 'number' ? number(value, decimals) : '–')
  const minute = (at) => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
  const row = (label, value) => '<tr><td style="text-align:left;padding:1px 12px 1px 0;border:0">' + label + '</td><td style="padding:1px 0;border:0">' + value + '</td></tr>'
  const box = (title, rows) => '<b>' + title + '</b><table style="font-size:12px;width:auto">' + rows.join('') + '</table>'

  echarts.registerTheme('light', data.themes.light)
  echarts.registerTheme('dark', data.themes.dark)
  const charts = new Map()

  function draw(id, option) {
    const place = document.getElementById('chart-' + id)
    if (!place) return
    charts.get(id)?.dispose()
    const chart = echarts.init(place, dark.matches ? 'dark' : 'light', { renderer: 'canvas', locale: 'EN' })
    chart.setOption(option)
    charts.set(id, chart)
  }
`

/** Tables whose headings sort them. */
export const SCRIPT_SORTING = `
  function sortBy(head) {
    const table = head.closest('table')
    const column = Array.from(head.parentNode.children).indexOf(head)
    const isUp = head.getAttribute('aria-sort') === 'descending'
    for (const other of head.parentNode.children) other.removeAttribute('aria-sort')
    head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending')
    const key = (line) => {
      const cell = line.children[column]
      return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value)
    }
    const lines = Array.from(table.tBodies[0].rows)
    lines.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (isUp ? 1 : -1))
    table.tBodies[0].append(...lines)
  }

  for (const head of document.querySelectorAll('th.sortable')) {
    head.addEventListener('click', () => sortBy(head))
    head.addEventListener('keydown', (event) => event.key === 'Enter' && sortBy(head))
  }
`
