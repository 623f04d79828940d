import { compareWithBacktest } from '../trader/parity.ts'
import { defineCommand } from './command.ts'
import { on } from './flag.ts'
import type { KeptFlags } from './kept-session.ts'
import { findSession, flagsOf, setUpAgain } from './known-session.ts'
import { sessionFlags } from './paper.ts'
import { presentReplay } from './present-replay.ts'

/** `plimsoll parity SESSION`. */
export const command = defineCommand({
  about: 'Backtests the candles of a session and compares what is decided with what the session decided.',
  examples: ['parity', 'parity paper-20261121-194512-1a2b --json'],
  takes: '[session]',
  takesAbout: 'name of the session; the newest when it is not given',
  flags: { json: on('print one JSON document') },
  run: ({ json, userdir }, [name]) => parity(userdir, name, json),
})

async function parity(userdir: string, name: string | undefined, json: boolean): Promise<void> {
  const known = findSession(userdir, name)
  const flags = flagsOf<KeptFlags>(known, sessionFlags)
  const { hasEnded, ...report } = compareWithBacktest(await setUpAgain(known, flags), known.records)
  presentReplay(known.id, report, { json, hasEnded })
}
