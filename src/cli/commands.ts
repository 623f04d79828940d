import type { CommandEntry, CommandGroup } from './command.ts'

/** Every verb. To add one: its file, its test, its line here. */
const commands: readonly CommandEntry[] = [
  {
    name: 'backtest',
    aliases: ['backtesting'],
    summary: 'run strategies over past candles and report what they would have done',
    load: () => import('./backtest.ts'),
  },
  {
    name: 'paper',
    summary: 'run the same engine from a queue of live events on a paper account',
    load: () => import('./paper.ts'),
  },
  {
    name: 'replay',
    summary: 'run a session again from its journal and compare every event',
    load: () => import('./replay.ts'),
  },
  {
    name: 'parity',
    summary: 'compare a session with a backtest of the same candles',
    load: () => import('./parity.ts'),
  },
  {
    name: 'export',
    summary: 'write what a session did as files: trades, months, memory, report',
    load: () => import('./export.ts'),
  },
  {
    name: 'journal',
    summary: 'list, verify, export or remove the journals of sessions',
    load: () => import('./journal.ts'),
  },
  {
    name: 'compare',
    summary: 'backtest strategies side by side, each alone on the same account',
    load: () => import('./compare.ts'),
  },
  {
    name: 'signals',
    summary: 'what each strategy says at the last bar, with grade, levels and reason',
    load: () => import('./signals.ts'),
  },
  {
    name: 'demo',
    summary: 'watch several strategies trade on paper on a synthetic market',
    load: () => import('./demo.ts'),
  },
  {
    name: 'data',
    summary: 'verify, resample or make candles',
    load: () => import('./data.ts'),
  },
  {
    name: 'indicator',
    summary: 'print the values of an indicator over a candle file',
    load: () => import('./indicator.ts'),
  },
  {
    name: 'universe',
    summary: 'choose the symbols to trade as of a moment, and say why not the others',
    load: () => import('./universe.ts'),
  },
  {
    name: 'risk',
    summary: 'explain what an account may risk, and check a signal against every rule',
    load: () => import('./risk.ts'),
  },
  {
    name: 'ledger',
    summary: 'show the exact books of a session, and compare them with the venue',
    load: () => import('./ledger.ts'),
  },
  {
    name: 'db',
    summary: 'make, look after, back up and restore the database',
    load: () => import('./db.ts'),
  },
  {
    name: 'why',
    summary: 'say what became of every signal of a run, and which rule refused it',
    load: () => import('./why.ts'),
  },
  {
    name: 'keys',
    summary: 'keep the keys of exchanges, encrypted',
    load: () => import('./keys.ts'),
  },
  {
    name: 'list-strategies',
    summary: 'list the strategies with their parameters, your own included',
    load: () => import('./list-strategies.ts'),
  },
  {
    name: 'show-strategy',
    summary: 'show what a strategy does and what can be tuned',
    load: () => import('./show-strategy.ts'),
  },
  {
    name: 'new-strategy',
    summary: 'write a strategy of your own to start from',
    load: () => import('./new-strategy.ts'),
  },
  {
    name: 'test-strategy',
    summary: 'run the tests of your own strategies',
    load: () => import('./test-strategy.ts'),
  },
  {
    name: 'list-indicators',
    summary: 'list the indicators with their parameters and lines',
    load: () => import('./list-indicators.ts'),
  },
]

/** The command line as a whole. */
export const program: CommandGroup = {
  about: 'Autonomous crypto trading under a risk line.',
  examples: ['demo', 'backtest -s momentum --data-file BTCUSDT-5m.csv.gz --report reports/btc'],
  commands,
}
