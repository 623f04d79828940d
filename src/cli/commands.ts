import type { Command } from 'commander'

export interface CommandEntry {
  readonly name: string
  /** Other names, the ones that users of freqtrade know. */
  readonly aliases: readonly string[]
  readonly summary: string
  readonly load: () => Promise<{ createCommand(): Command }>
}

/** Every verb. To add one: its file, its test, its line here. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'backtest',
    aliases: ['backtesting'],
    summary: 'run strategies over past candles and report what they would have done',
    load: () => import('./backtest.ts'),
  },
  {
    name: 'paper',
    aliases: [],
    summary: 'run the same engine from a queue of live events on a paper account',
    load: () => import('./paper.ts'),
  },
  {
    name: 'demo',
    aliases: [],
    summary: 'watch several strategies trade on paper on a synthetic market',
    load: () => import('./demo.ts'),
  },
  {
    name: 'data',
    aliases: [],
    summary: 'verify, resample or make candles',
    load: () => import('./data.ts'),
  },
  {
    name: 'indicator',
    aliases: [],
    summary: 'print the values of an indicator over a candle file',
    load: () => import('./indicator.ts'),
  },
  {
    name: 'list-strategies',
    aliases: [],
    summary: 'list the strategies with their parameters',
    load: () => import('./list-strategies.ts'),
  },
  {
    name: 'list-indicators',
    aliases: [],
    summary: 'list the indicators with their parameters and lines',
    load: () => import('./list-indicators.ts'),
  },
]
