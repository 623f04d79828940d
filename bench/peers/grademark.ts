import { join } from 'node:path'
import type { Bars } from '../../src/market/bars.ts'
import { readColumns } from '../workloads/bench-data.ts'
import { signalsOfW2 } from '../workloads/w2-signals.ts'
import type { Workload } from '../workloads/workload.ts'
import { loadPeer } from './load-peer.ts'

interface Row {
  readonly time: Date
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  /** What W2 says at the close of this bar: 1 long, -1 short, 0 nothing. */
  readonly signal: number
}

interface Rule {
  readonly bar: Row
  readonly entryPrice: number
  readonly position: { readonly direction: string }
}

interface Grademark {
  backtest(
    strategy: {
      entryRule(enter: (options: { direction: string }) => void, rule: Rule): void
      exitRule(exit: () => void, rule: Rule): void
      stopLoss(rule: Rule): number
      profitTarget(rule: Rule): number
    },
    frame: object,
  ): readonly { readonly profit: number }[]
}

/**
 * W2 with grademark on 200,000 bars, as near as it can: its positions are one unit, without cash, fees and slippage; it cannot
 * reverse, so an opposite signal only closes; a stop fills at its level even when the price opens beyond it. The signals are given to it,
 * ours are computed within the time.
 */
export async function prepare(data: string): Promise<Workload> {
  const grademark = await loadPeer<Grademark>('grademark')
  const { DataFrame } = await loadPeer<{ DataFrame: new (rows: readonly Row[]) => object }>('data-forge')
  const rows = rowsOf(readColumns(join(data, 'one_200k.f64')))
  const frame = new DataFrame(rows)
  return {
    items: rows.length,
    warmups: 4,
    repeats: 7,
    run: () => {
      const trades = grademark.backtest(
        {
          entryRule: (enter, { bar }) => {
            if (bar.signal !== 0) enter({ direction: bar.signal > 0 ? 'long' : 'short' })
          },
          exitRule: (exit, { bar, position }) => {
            if (bar.signal === (position.direction === 'long' ? -1 : 1)) exit()
          },
          stopLoss: ({ entryPrice }) => entryPrice * 0.02,
          profitTarget: ({ entryPrice }) => entryPrice * 0.04,
        },
        frame,
      )
      return { trades: trades.length, profit: trades.reduce((sum, { profit }) => sum + profit, 0) }
    },
  }
}

function rowsOf(bars: Bars): Row[] {
  const signals = signalsOfW2(bars)
  return Array.from({ length: bars.length }, (_, i) => ({
    time: new Date(bars.time[i] as number),
    open: bars.open[i] as number,
    high: bars.high[i] as number,
    low: bars.low[i] as number,
    close: bars.close[i] as number,
    volume: bars.volume[i] as number,
    signal: signals[i] as number,
  }))
}
