import type { EChartsOption } from 'echarts'
import type { PeriodRow } from '../../metrics/period-table.ts'
import { COLORS } from './chart-colors.ts'

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Returns by month and year as coloured fields; the strongest month sets the scale. */
export function monthlyChart(monthly: readonly PeriodRow[]): EChartsOption {
  const years = Array.from(new Set(monthly.map((row) => row.period.slice(0, 4))))
  const limit = Math.max(0.01, ...monthly.map((row) => Math.abs(row.returnPct)))
  return {
    useUTC: true,
    animation: false,
    tooltip: { show: false },
    grid: { left: 64, right: 24, top: 34, bottom: 16 },
    xAxis: { type: 'category', data: MONTHS, position: 'top', axisLine: { show: false }, axisTick: { show: false } },
    yAxis: { type: 'category', data: years, inverse: true, axisLine: { show: false }, axisTick: { show: false } },
    visualMap: {
      show: false,
      min: -limit,
      max: limit,
      dimension: 2,
      inRange: { color: [COLORS.down, '#f8fafc', COLORS.up] },
    },
    series: [
      {
        type: 'heatmap',
        name: 'Return',
        itemStyle: { borderColor: '#ffffff', borderWidth: 2 },
        label: { show: true },
        data: monthly.map(({ period, returnPct }) => ({
          value: [Number(period.slice(5)) - 1, years.indexOf(period.slice(0, 4)), returnPct],
          label: {
            formatter: `${returnPct.toFixed(1)}%`,
            color: Math.abs(returnPct) > limit * 0.6 ? '#ffffff' : '#1e293b',
          },
        })),
      },
    ],
  }
}
