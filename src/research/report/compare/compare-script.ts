import { SCRIPT_BASICS, SCRIPT_SORTING } from '../page/script-parts.ts'

/**
 * What the page of a comparison does in the browser: draws both charts, switches curves off and on, and lifts the curve that is pointed
 * at. It is plain text because it runs elsewhere; it reads what the report put into the element `report-data`.
 */
export const COMPARE_SCRIPT = `
(() => {
  'use strict'
  const data = JSON.parse(document.getElementById('report-data').textContent)
${SCRIPT_BASICS}
  const MOST_IN_TIP = 16
  const labels = new Map(data.lines.map(({ id, label }) => [id, label]))
  const atFirst = data.lines.filter(({ isShown }) => isShown).map(({ id }) => id)
  let shown = new Set(atFirst)

  const tipOf = (option, unit) => (points) => {
    const known = points.map((point) => ({ ...point, amount: option.dataset.source[point.seriesName][point.dataIndex] }))
    known.sort((a, b) => b.amount - a.amount)
    const rows = known.map((point) => row(point.marker + escape(labels.get(point.seriesName)), number(point.amount, 2) + unit))
    const half = MOST_IN_TIP / 2
    const some = rows.length > MOST_IN_TIP ? [...rows.slice(0, half), row('… ' + (rows.length - MOST_IN_TIP) + ' more', ''), ...rows.slice(-half)] : rows
    return box(minute(option.dataset.source.time[points[0].dataIndex]) + ' UTC', some)
  }

  const selected = () => Object.fromEntries(data.lines.map(({ id }) => [id, shown.has(id)]))

  function drawAll() {
    if (data.lines.length === 0) return
    for (const [id, option] of Object.entries(data.charts)) {
      const tooltip = { ...option.tooltip, confine: true, formatter: tipOf(option, id === 'equity' ? '' : '%') }
      draw(id, { ...option, tooltip, legend: { ...option.legend, selected: selected() } })
    }
    echarts.connect([...charts.values()])
  }

  function show(ids) {
    shown = new Set(ids)
    for (const key of document.querySelectorAll('.key')) key.setAttribute('aria-pressed', String(shown.has(key.dataset.line)))
    charts.forEach((chart) => chart.setOption({ legend: { selected: selected() } }))
  }

  const sets = {
    best: () => data.lines.filter(({ id, isBest }) => isBest || id === 'market').map(({ id }) => id),
    all: () => data.lines.map(({ id }) => id),
    none: () => [],
  }
  for (const button of document.querySelectorAll('.set')) {
    button.addEventListener('click', () => show(sets[button.dataset.set]()))
  }
  for (const key of document.querySelectorAll('.key')) {
    const id = key.dataset.line
    key.addEventListener('click', () => show(shown.has(id) ? [...shown].filter((other) => other !== id) : [...shown, id]))
  }
  for (const place of document.querySelectorAll('[data-line]')) {
    const tell = (type) => () => charts.forEach((chart) => chart.dispatchAction({ type, seriesName: place.dataset.line }))
    place.addEventListener('mouseenter', tell('highlight'))
    place.addEventListener('mouseleave', tell('downplay'))
  }
${SCRIPT_SORTING}
  dark.addEventListener('change', drawAll)
  addEventListener('resize', () => charts.forEach((chart) => chart.resize()))
  drawAll()
})()
`
