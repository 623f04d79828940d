import type { CommandGroup } from './command.ts'

/** `plimsoll keys`: the keys of exchanges. */
export const command: CommandGroup = {
  about: 'Keeps the keys of exchanges, encrypted.',
  examples: [
    'keys add --exchange binance --label main',
    'keys list',
    'keys test key-1a2b3c4d --online',
    'keys rotate --to passphrase',
  ],
  commands: [
    { name: 'add', summary: 'keep a key; its parts are asked for and not shown', load: () => import('./keys/add.ts') },
    { name: 'list', summary: 'list the keys without their secrets', load: () => import('./keys/list.ts') },
    {
      name: 'rotate',
      summary: 'change the master key, or put a new version of one key into use',
      load: () => import('./keys/rotate.ts'),
    },
    { name: 'remove', summary: 'forget a key for good', load: () => import('./keys/remove.ts') },
    {
      name: 'test',
      summary: 'check that a key can be read, looks right, and may not withdraw',
      load: () => import('./keys/test-key.ts'),
    },
  ],
}
