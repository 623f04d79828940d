import type { CommandGroup } from './command.ts'

/** `plimsoll risk`: what an account may lose. */
export const command: CommandGroup = {
  about: 'Explains what an account may risk, and what the rules say of a signal.',
  examples: [
    'risk explain --preset balanced --equity 10000',
    'risk explain --risk-file risk.json --json',
    'risk check --preset balanced --data-file BTCUSDT-1h.csv --side short --stop-loss-pct 2',
  ],
  commands: [
    {
      name: 'explain',
      summary: 'print every limit, where it comes from, and the worst loss of a trade, a day and a month',
      load: () => import('./risk/explain.ts'),
    },
    {
      name: 'check',
      summary: 'replay one signal against an account: what each rule says, and the size that comes of it',
      load: () => import('./risk/check.ts'),
    },
  ],
}
