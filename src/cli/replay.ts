import { SessionReplay } from '../trader/replay-session.ts'
import { defineCommand } from './command.ts'
import { on } from './flag.ts'
import type { KeptFlags } from './kept-session.ts'
import { findSession, flagsOf, setUpAgain } from './known-session.ts'
import { sessionFlags } from './paper.ts'
import { presentReplay } from './present-replay.ts'

/** `plimsoll replay SESSION`. */
export const command = defineCommand({
  about:
    'Feeds the journal of a session to the engine again and compares everything that it does: identical, or the first event that differs.',
  examples: ['replay', 'replay paper-20261121-194512-1a2b --json'],
  takes: '[session]',
  takesAbout: 'name of the session; the newest when it is not given',
  flags: { json: on('print one JSON document') },
  run: ({ json, userdir }, [name]) => replay(userdir, name, json),
})

async function replay(userdir: string, name: string | undefined, json: boolean): Promise<void> {
  const known = findSession(userdir, name)
  const flags = flagsOf<KeptFlags>(known, sessionFlags)
  const options = await setUpAgain(known, flags)
  const run = new SessionReplay(known.started, options, { windowBars: flags.windowBars })
  const report = run.run(known.records)
  presentReplay(known.id, report, { json, hasEnded: run.hasEnded })
}
