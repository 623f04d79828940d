import type { EChartsOption } from 'echarts'
import { COLORS } from '../charts/chart-colors.ts'
import { formatNumber } from '../format-number.ts'
import type { CorrelationTable } from './correlation-table.ts'

/** The correlations as coloured fields: blue moves together, red against each other. */
export function correlationChart({ labels, values }: CorrelationTable): EChartsOption {
  const names = { type: 'category', data: labels.map((_, i) => String(i)), axisTick: { show: false } } as const
  const axisLabel = { interval: 0, formatter: (i: string) => labels[Number(i)] ?? '', overflow: 'truncate' as const }
  const isCrowded = labels.length > 16
  return {
    animation: false,
    tooltip: { show: false },
    grid: { left: 180, right: 24, top: 12, bottom: 120 },
    xAxis: { ...names, axisLabel: { ...axisLabel, rotate: 45, width: 120 } },
    yAxis: { ...names, inverse: true, axisLabel: { ...axisLabel, width: 140 } },
    visualMap: {
      show: false,
      min: -1,
      max: 1,
      dimension: 2,
      inRange: { color: [COLORS.down, '#f8fafc', COLORS.equity] },
    },
    series: [
      {
        type: 'heatmap',
        name: 'Correlation',
        itemStyle: { borderColor: '#ffffff', borderWidth: 1 },
        label: { show: true, fontSize: isCrowded ? 9 : 12 },
        data: values.flatMap((row, y) =>
          row.flatMap((value, x) => {
            if (value === null) return []
            const color = Math.abs(value) > 0.6 ? '#ffffff' : '#1e293b'
            return [{ value: [x, y, value], label: { formatter: formatNumber(value, 2), color } }]
          }),
        ),
      },
    ],
  }
}

/** So high that every name has its line. */
export function correlationHeightPx(names: number): number {
  return 150 + Math.max(names, 4) * 26
}
