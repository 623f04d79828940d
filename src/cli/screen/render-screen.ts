import picocolors from 'picocolors'
import type { Trade } from '../../core/trade.ts'
import type { AccountPast } from '../../risk/risk-rule.ts'
import { formatTable } from '../output.ts'
import { curveChart, rangeOf } from './curve-chart.ts'
import type { Happening } from './session-monitor.ts'

/** What the screen shows at one moment. */
export interface ScreenState {
  readonly title: string
  readonly quote: string
  /** NaN before the first bar has closed. */
  readonly at: number
  readonly capital: number
  readonly equity: number
  readonly cash: number
  readonly curve: Float64Array
  readonly positions: readonly ScreenPosition[]
  readonly trades: readonly Trade[]
  readonly signals: readonly Happening[]
  readonly orders: readonly Happening[]
  readonly refusals: ReadonlyMap<string, number>
  /** What the account may do, and why not more. */
  readonly account: Pick<AccountPast, 'state' | 'stateReason'>
  /** Something was told that waits for the first bar. */
  readonly isTold: boolean
  readonly hint: string
}

export interface ScreenPosition {
  readonly symbol: string
  readonly strategy: string
  readonly side: string
  readonly quantity: number
  readonly entryPrice: number
  readonly price: number
  readonly stopPrice: number
  readonly targetPrice: number
  readonly pnl: number
}

const CHART_ROWS = 7

/** The screen as lines, none wider than `width`, at most `height` of them. */
export function renderScreen(state: ScreenState, width: number, height: number): string[] {
  const head = [
    ...header(state, width),
    ...stopped(state),
    ...chart(state, width),
    ...positions(state),
    '',
    ...whyNoTrade(state),
  ]
  const room = Math.max(0, height - head.length - 6)
  const signalRows = Math.ceil(room / 2)
  const lines = [
    ...head,
    '',
    heading('Last signals'),
    ...last(state.signals, signalRows),
    '',
    heading('Orders and fills'),
    ...last(state.orders, room - signalRows),
    '',
    picocolors.dim(state.hint),
  ]
  return lines.slice(0, height).map((line) => cut(line, width))
}

/** Why the account does not trade as it would. */
function stopped({ account: { state, stateReason }, isTold }: ScreenState): string[] {
  if (isTold) return [picocolors.yellow('What you told the session is done as the first candle opens.')]
  return state === 'active' ? [] : [picocolors.yellow(`The account is ${state}: ${stateReason}`)]
}

function header(state: ScreenState, width: number): string[] {
  const clock = Number.isNaN(state.at) ? 'waits for the first candle' : `${minuteOf(state.at)} UTC`
  const title = `PLIMSOLL  ${state.title}`
  const gain = (state.equity / state.capital - 1) * 100
  const won = state.trades.filter(({ pnl }) => pnl > 0).length
  const fees = state.trades.reduce((sum, trade) => sum + trade.fees, 0)
  const trades =
    state.trades.length === 0
      ? 'no trades yet'
      : `${state.trades.length} trades, ${Math.round((won / state.trades.length) * 100)} % won`
  const facts = [
    `Equity ${picocolors.bold(amount(state.equity))} ${state.quote} ${coloured(gain, `${signed(gain)} %`)}`,
    `cash ${amount(state.cash)}`,
    `drawdown ${drawdownPct(state.curve).toFixed(2)} %`,
    trades,
    `fees paid ${amount(fees)}`,
  ]
  return [
    picocolors.inverse(` ${title.padEnd(Math.max(0, width - clock.length - 3))}${clock} `),
    '',
    facts.join('   '),
    '',
  ]
}

function chart({ curve }: ScreenState, width: number): string[] {
  const { low, high } = rangeOf(curve)
  const labels = curve.length === 0 ? ['', ''] : [amount(high), amount(low)]
  const margin = Math.max(...labels.map((label) => label.length)) + 2
  return curveChart(curve, Math.max(10, width - margin), CHART_ROWS)
    .map(
      (line, row) =>
        `${(row === 0 ? labels[0] : row === CHART_ROWS - 1 ? labels[1] : '')?.padStart(margin - 2)}  ${picocolors.cyan(line)}`,
    )
    .concat('')
}

function positions(state: ScreenState): string[] {
  if (state.positions.length === 0) return [heading('Open positions'), picocolors.dim('  none')]
  const rows = state.positions.map((position) => [
    position.symbol,
    position.side,
    position.quantity,
    price(position.entryPrice),
    price(position.price),
    price(position.stopPrice),
    Number.isNaN(position.targetPrice) ? '-' : price(position.targetPrice),
    signed(position.pnl),
    position.strategy,
  ])
  const table = formatTable(
    ['symbol', 'side', 'quantity', 'entry', 'now', 'stop', 'target', 'pnl', 'strategy'],
    rows,
  ).split('\n')
  const body = table.slice(1).map((line, k) => coloured(state.positions[k]?.pnl ?? 0, `  ${line}`))
  return [heading('Open positions'), picocolors.dim(`  ${table[0]}`), ...body]
}

function whyNoTrade({ refusals }: ScreenState): string[] {
  const counts = [...refusals].sort((a, b) => b[1] - a[1]).map(([rule, count]) => `${rule} ${count}`)
  return [
    heading('Why no trade'),
    `  ${counts.length === 0 ? picocolors.dim('nothing was refused') : counts.join('   ')}`,
  ]
}

function last(happenings: readonly Happening[], count: number): string[] {
  const shown = count <= 0 ? [] : happenings.slice(-count)
  const lines = shown.map(({ at, symbol, text, kind }) => {
    const line = `  ${new Date(at).toISOString().slice(11, 16)}  ${symbol.padEnd(14)} ${text}`
    return kind === 'trade' ? picocolors.bold(line) : line
  })
  return lines.length === 0 && count > 0 ? [picocolors.dim('  none yet')] : lines
}

function heading(text: string): string {
  return picocolors.bold(text)
}

function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}

function drawdownPct(curve: Float64Array): number {
  let peak = Number.NEGATIVE_INFINITY
  for (const equity of curve) peak = Math.max(peak, equity)
  return curve.length === 0 ? 0 : (1 - (curve.at(-1) as number) / peak) * 100
}

function amount(value: number): string {
  const [whole = '', fraction = ''] = value.toFixed(2).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`
}

function price(value: number): string {
  return String(Number(value.toPrecision(7)))
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : ''}${value.toFixed(2)}`
}

function coloured(value: number, text: string): string {
  return value >= 0 ? picocolors.green(text) : picocolors.red(text)
}

/** Cuts a line with colours to `width` visible characters. */
function cut(line: string, width: number): string {
  let visible = 0
  let result = ''
  for (const part of line.split(new RegExp(`(${ESCAPE}\\[\\d+m)`))) {
    if (part.startsWith(ESCAPE)) result += part
    else {
      result += part.slice(0, Math.max(0, width - visible))
      visible += part.length
    }
  }
  return result
}

const ESCAPE = String.fromCharCode(27)
