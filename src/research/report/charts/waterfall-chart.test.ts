import { expect, test } from 'vitest'
import { waterfallChart } from './waterfall-chart.ts'

test('bars hang from level to level, losses red and levels blue', () => {
  const costs = { beforeSlippage: 100, slippage: 20, grossPnl: 80, fees: 90, funding: 5, netPnl: -5 }
  const { series } = waterfallChart(costs, 'USDT')
  const [bars, labels] = series as [
    { data: { value: number[]; itemStyle: { color: string } }[] },
    { data: { label: { formatter: string } }[] },
  ]
  expect(bars.data.map(({ value }) => value)).toEqual([
    [0, 100, 0, 100],
    [100, 80, 80, 100],
    [0, 80, 0, 80],
    [80, -10, -10, 80],
    [-10, -5, -10, -5],
    [0, -5, -5, 0],
  ])
  expect(bars.data.map(({ itemStyle }) => itemStyle.color)).toEqual([
    '#2f6fed',
    '#d9485f',
    '#2f6fed',
    '#d9485f',
    '#159a74',
    '#2f6fed',
  ])
  expect(labels.data.map(({ label }) => label.formatter)).toEqual([
    '100.00',
    '−20.00',
    '80.00',
    '−90.00',
    '5.00',
    '−5.00',
  ])
})
