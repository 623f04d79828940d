import type { EChartsOption } from 'echarts'
import type { CostWaterfall } from '../../metrics/cost-waterfall.ts'
import { formatMoney } from '../format-number.ts'
import { COLORS } from './chart-colors.ts'

interface Step {
  readonly name: string
  readonly from: number
  readonly to: number
  /** A level stands on zero, a change hangs between two levels. */
  readonly kind: 'level' | 'change'
}

/** From the result before any cost to what reached the account. Floating bars are drawn as candles without wicks. */
export function waterfallChart(costs: CostWaterfall, quote: string): EChartsOption {
  const steps = waterfallSteps(costs)
  return {
    useUTC: true,
    animation: false,
    tooltip: { show: false },
    grid: { left: 84, right: 24, top: 34, bottom: 48 },
    xAxis: {
      type: 'category',
      data: steps.map((step) => step.name),
      axisLabel: { interval: 0, lineHeight: 15 },
      axisTick: { show: false },
    },
    yAxis: { type: 'value', name: quote, nameTextStyle: { align: 'left', padding: [0, 0, 0, -68] } },
    series: [
      {
        type: 'candlestick',
        name: 'Result',
        barWidth: '52%',
        silent: true,
        data: steps.map((step) => ({
          value: [step.from, step.to, Math.min(step.from, step.to), Math.max(step.from, step.to)],
          itemStyle: barStyle(step),
        })),
      },
      {
        type: 'scatter',
        name: 'Amount',
        symbolSize: 0,
        silent: true,
        data: steps.map((step, i) => ({
          value: [i, Math.max(step.from, step.to)],
          label: {
            show: true,
            position: 'top',
            formatter: formatMoney(step.kind === 'level' ? step.to : step.to - step.from),
            fontWeight: step.kind === 'level' ? 'bold' : 'normal',
            color: COLORS.neutral,
          },
        })),
      },
    ],
  }
}

function waterfallSteps({ beforeSlippage, slippage, grossPnl, fees, netPnl }: CostWaterfall): Step[] {
  const afterFees = grossPnl - fees
  return [
    { name: 'Before\nslippage', from: 0, to: beforeSlippage, kind: 'level' },
    { name: 'Slippage', from: beforeSlippage, to: beforeSlippage - slippage, kind: 'change' },
    { name: 'Gross', from: 0, to: grossPnl, kind: 'level' },
    { name: 'Fees', from: grossPnl, to: afterFees, kind: 'change' },
    { name: 'Funding', from: afterFees, to: netPnl, kind: 'change' },
    { name: 'Net', from: 0, to: netPnl, kind: 'level' },
  ]
}

function barStyle({ from, to, kind }: Step) {
  const change = to >= from ? COLORS.up : COLORS.down
  const color = kind === 'level' ? COLORS.equity : change
  return { color, color0: color, borderColor: color, borderColor0: color }
}
