import { SCRIPT_BASICS, SCRIPT_SORTING } from './script-parts.ts'

/**
 * What the page does in the browser: draws the charts, switches markets, sorts the trades, and shows a trade in the chart.
 * It is plain text because it runs elsewhere; it reads what the report put into the element `report-data`.
 */
export const PAGE_SCRIPT = `
(() => {
  'use strict'
  const data = JSON.parse(document.getElementById('report-data').textContent)
${SCRIPT_BASICS}
  const equityTip = (points) => {
    const rows = points.map((point) => row(point.marker + escape(point.seriesName), point.seriesName === 'Drawdown' ? number(point.value[1], 2) + '%' : number(point.value[1], 2)))
    return box(minute(points[0].value[0]) + ' UTC', rows)
  }
  const binTip = (point) => box(escape(point.name), [row('Trades', number(point.value[1], 0))])
  const tradeRows = (trade, decimals) => [
    row('Result', number(trade.pnl, 2) + ' (' + number(trade.returnPct, 2) + '%)'),
    row('Quantity', escape(trade.quantity)),
    row('Entry', price(trade.entryPrice, decimals) + ' at ' + minute(trade.entryAt)),
    row('Exit', price(trade.exitPrice, decimals) + ' at ' + minute(trade.exitAt)),
    row('Stop', price(trade.stopPrice, decimals)),
    row('Target', price(trade.targetPrice, decimals)),
    row('Why entered', escape(trade.entryReason)),
    row('Why left', escape(trade.exitReason)),
  ]
  const priceTip = (market) => (points) => {
    const parts = []
    for (const point of Array.isArray(points) ? points : [points]) {
      if (point.seriesType === 'candlestick') {
        const [at, open, close, low, high] = point.value
        parts.push(box(minute(at) + ' UTC', [['Open', open], ['High', high], ['Low', low], ['Close', close]].map(([label, value]) => row(label, price(value, market.decimals)))))
      } else if (point.seriesType === 'scatter' && parts.length < 4) {
        const trade = market.trades[point.value[2]]
        if (trade) parts.push(box(escape(point.seriesName) + ', ' + escape(trade.strategy), tradeRows(trade, market.decimals)))
      }
    }
    return parts.join('<hr style="border:0;border-top:1px solid #94a3b855;margin:6px 0">')
  }

  let shown = 0
  function drawMarket(index, zoom) {
    const market = data.markets[index]
    if (!market) return
    shown = index
    const option = { ...market.option, tooltip: { ...market.option.tooltip, confine: true, formatter: priceTip(market) } }
    if (zoom) option.dataZoom = option.dataZoom.map((part) => ({ ...part, start: undefined, end: undefined, startValue: zoom[0], endValue: zoom[1] }))
    draw('price', option)
    document.getElementById('price-note').textContent = market.note
    const select = document.getElementById('market')
    if (select) select.value = String(index)
  }

  function drawAll() {
    const tips = { equity: equityTip, distribution: binTip }
    for (const [id, option] of Object.entries(data.charts)) {
      draw(id, tips[id] ? { ...option, tooltip: { ...option.tooltip, confine: true, formatter: tips[id] } } : option)
    }
    drawMarket(shown)
  }

  function showTrade(symbol, from, to) {
    const index = data.markets.findIndex((market) => market.symbol === symbol)
    if (index < 0) return
    const first = data.markets[index].option.series[0].data[0]
    if (first && to < first[0]) return
    const room = Math.max(to - from, data.markets[index].spanMs * 12) * 2
    drawMarket(index, [from - room, to + room])
    document.getElementById('price').scrollIntoView({ behavior: 'smooth', block: 'start' })
  }

${SCRIPT_SORTING}
  document.getElementById('market')?.addEventListener('change', (event) => drawMarket(Number(event.target.value)))
  for (const line of document.querySelectorAll('tr[data-trade]')) {
    line.addEventListener('click', () => showTrade(line.dataset.trade, Number(line.dataset.from), Number(line.dataset.to)))
  }
  dark.addEventListener('change', drawAll)
  addEventListener('resize', () => charts.forEach((chart) => chart.resize()))
  drawAll()
})()
`
