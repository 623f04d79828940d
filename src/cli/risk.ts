import type { CommandGroup } from './command.ts'

/** `plimsoll risk`: what an account may lose. */
export const command: CommandGroup = {
  about: 'Explains what an account may risk.',
  examples: ['risk explain --preset balanced --equity 10000', 'risk explain --risk-file risk.json --json'],
  commands: [
    {
      name: 'explain',
      summary: 'print every limit, where it comes from, and the worst loss of a trade, a day and a month',
      load: () => import('./risk/explain.ts'),
    },
  ],
}
