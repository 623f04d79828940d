import type { CommandGroup } from './command.ts'

/** `plimsoll ledger`: the exact books of a session. */
export const command: CommandGroup = {
  about: 'Shows the double-entry ledger of a session and compares it with the venue.',
  examples: ['ledger statement --by month', 'ledger reconcile paper-20261121-194512-1a2b --balances balances.json'],
  commands: [
    {
      name: 'statement',
      summary: 'what every day or month came to, by asset: opening, deposits, profit, fees, funding, closing',
      load: () => import('./ledger/statement.ts'),
    },
    {
      name: 'reconcile',
      summary: 'name every asset of which the venue holds more or less than the ledger says',
      load: () => import('./ledger/reconcile.ts'),
    },
  ],
}
