import { PlimsollError } from '../core/errors.ts'
import type { FlagTable } from './flag.ts'
import type { KeptFlags } from './kept-session.ts'
import { flagsOf, type KnownSession } from './known-session.ts'
import { flagName } from './parse-flags.ts'
import { CANDLES, OWN_STRATEGIES, settingsOf } from './session-inputs.ts'

/**
 * The flags that a session goes on with: those that it began with. Only its candles may be in another place by now.
 * @throws PlimsollError `usage` when a flag says something else: whoever gives it would believe that it holds
 */
export function resumeFlags(given: KeptFlags, known: KnownSession, table: FlagTable): KeptFlags {
  const { settings } = known.started
  const asked = settingsOf(given, table)
  const other = Object.keys(asked).find(
    (key) =>
      ![...CANDLES, OWN_STRATEGIES].includes(key) && JSON.stringify(asked[key]) !== JSON.stringify(settings[key]),
  )
  if (other !== undefined) throw cannotChange(`--${flagName(other)}`, known.id)
  if (given.session !== undefined && given.session !== known.id) throw cannotChange('--session', known.id)
  if (given.noJournal) throw cannotChange('--no-journal', known.id)
  const flags = flagsOf<KeptFlags>(known, table)
  const { dataFile = flags.dataFile, datadir } = given
  const hasOwnLake = asked.datadir === undefined && settings.datadir !== undefined
  return { ...flags, dataFile, datadir: hasOwnLake ? flags.datadir : datadir }
}

function cannotChange(flag: string, id: string): PlimsollError {
  const cure = 'Leave it out, or begin a new session with it.'
  return new PlimsollError('usage', `${flag} cannot be given with --resume: ${id} goes on as it began`, cure)
}
