import type { CommandGroup } from './command.ts'

/** `plimsoll journal`: the files that sessions are kept in. */
export const command: CommandGroup = {
  about: 'Lists, verifies, exports and removes the journals of sessions.',
  examples: [
    'journal list',
    'journal verify',
    'journal export paper-20261121-194512-1a2b --csv events.csv',
    'journal prune --keep-days 90 --max-bytes 10000000000 --yes',
  ],
  commands: [
    {
      name: 'list',
      summary: 'the sessions with their span, size and state',
      load: () => import('./journal/list.ts'),
    },
    {
      name: 'verify',
      summary: 'check every byte of a journal, and say where it is not what was written',
      load: () => import('./journal/verify.ts'),
    },
    {
      name: 'heads',
      summary: 'print where each journal ends, to keep on another machine and verify against',
      load: () => import('./journal/heads.ts'),
    },
    {
      name: 'export',
      summary: 'write every event of a session as CSV',
      load: () => import('./journal/export.ts'),
    },
    {
      name: 'prune',
      summary: 'remove finished sessions that are old, or more than there is room for',
      load: () => import('./journal/prune.ts'),
    },
  ],
}
