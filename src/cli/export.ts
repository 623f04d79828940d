import type { CommandGroup } from './command.ts'

/** `plimsoll export`: a session as files that other programs read. */
export const command: CommandGroup = {
  about: 'Writes what a session did as files for spreadsheets and other programs.',
  examples: [
    'export trades',
    'export months paper-20261121-194512-1a2b --out months.csv',
    'export memory',
    'export session --out reports/last',
  ],
  commands: [
    {
      name: 'memory',
      summary: 'trading_memory.json: the entries and exits of the current month',
      load: () => import('./export/memory.ts'),
    },
    {
      name: 'trades',
      summary: 'every closed trade as CSV',
      load: () => import('./export/trades.ts'),
    },
    {
      name: 'months',
      summary: 'statistics of every month as JSON and CSV',
      load: () => import('./export/months.ts'),
    },
    {
      name: 'session',
      summary: 'the report of a backtest, of a session: page, charts, trades, figures',
      load: () => import('./export/session.ts'),
    },
  ],
}
