import type { EChartsOption, LineSeriesOption } from 'echarts'
import type { SampledCurve } from '../sample-curve.ts'
import { COLORS } from './chart-colors.ts'

/** Equity with buy-and-hold above, the distance from the peak below, on one time axis. */
export function equityChart(curve: SampledCurve, quote: string): EChartsOption {
  const points = (values: readonly number[], decimals: number): [number, number][] =>
    values.map((value, i) => [curve.time[i] as number, Number(value.toFixed(decimals))])
  return {
    useUTC: true,
    animation: false,
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: { trigger: 'axis' },
    legend: {
      top: 0,
      right: 16,
      data: ['Equity', 'Buy and hold'],
      icon: 'roundRect',
      itemGap: 18,
      itemWidth: 14,
      itemHeight: 4,
    },
    grid: [
      { left: 84, right: 24, top: 34, height: '56%' },
      { left: 84, right: 24, top: '74%', bottom: 30 },
    ],
    xAxis: [
      { type: 'time', gridIndex: 0, axisLabel: { show: false }, axisTick: { show: false } },
      { type: 'time', gridIndex: 1, axisLabel: { hideOverlap: true } },
    ],
    yAxis: [
      {
        type: 'value',
        gridIndex: 0,
        scale: true,
        name: `Equity (${quote})`,
        nameTextStyle: { align: 'left', padding: [0, 0, 0, -68] },
      },
      {
        type: 'value',
        gridIndex: 1,
        max: 0,
        splitNumber: 3,
        name: 'Drawdown',
        nameTextStyle: { align: 'left', padding: [0, 0, 0, -68] },
        axisLabel: { formatter: '{value}%' },
      },
    ],
    dataZoom: [{ type: 'inside', xAxisIndex: [0, 1], zoomOnMouseWheel: 'ctrl' }],
    series: [
      line('Buy and hold', points(curve.buyAndHold, 2), {
        lineStyle: { width: 1.2 },
        color: COLORS.benchmark,
      }),
      line('Equity', points(curve.equity, 2), { lineStyle: { width: 1.8 }, color: COLORS.equity }),
      line('Drawdown', points(curve.drawdownPct, 3), {
        xAxisIndex: 1,
        yAxisIndex: 1,
        color: COLORS.down,
        lineStyle: { width: 1 },
        areaStyle: { opacity: 0.25 },
      }),
    ],
  }
}

function line(name: string, data: [number, number][], style: LineSeriesOption): LineSeriesOption {
  return { type: 'line', name, data, showSymbol: false, ...style }
}
