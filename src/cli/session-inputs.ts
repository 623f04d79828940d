import { constants, copyFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import type { SessionStarted } from '../core/session-event.ts'
import { fileError } from '../store/file-error.ts'
import { hashFile } from '../store/hash-file.ts'
import { listFiles } from '../store/list-files.ts'
import { makeFolder } from '../store/make-folder.ts'
import type { FlagTable } from './flag.ts'
import { ownNames } from './load-strategy.ts'
import type { RunFlags } from './run-flags.ts'

type Inputs = SessionStarted['inputs']
type Settings = SessionStarted['settings']

/** The settings that name files which decide what a session does, apart from its candles, which are in its journal. */
const FILES = ['riskFile', 'ranksFile', 'detailFile', 'fundingFile', 'seriesFile'] as const
const OWN_STRATEGIES = 'strategyPath'

/** What is asked of the output, which says nothing of the session. */
const OUTPUT = ['json', 'trades', 'report']

/** The values of flags that are not the usual ones, as JSON holds them. */
export function settingsOf(flags: object, table: FlagTable): Settings {
  const given = Object.entries(flags).filter(([key, value]) => {
    const flag = OUTPUT.includes(key) ? undefined : table[key]
    return flag !== undefined && value !== undefined && JSON.stringify(value) !== JSON.stringify(flag.initial)
  })
  return Object.fromEntries(given)
}

/** Copies the files that a session depends on into its folder: whatever happens to them, it can be replayed. */
export function copyInputs(flags: RunFlags, folder: string): Inputs {
  const named = FILES.flatMap((setting) => [flags[setting] ?? []].flat().map((path) => ({ setting, path })))
  const universe = flags.universe?.endsWith('.json') ? [{ setting: 'universe', path: flags.universe }] : []
  return [
    ...[...named, ...universe].map(({ setting, path }, k) =>
      copied(folder, setting, path, `${k + 1}-${basename(path)}`),
    ),
    ...ownStrategies(flags).map((path) => copied(folder, OWN_STRATEGIES, path, join('strategies', basename(path)))),
  ]
}

/** Every file of the folder of the user's own strategies, when one of them runs: they may import each other. */
function ownStrategies({ strategy = [], strategyPath }: RunFlags): readonly string[] {
  const own = ownNames(strategyPath)
  if (!strategy.some((name) => own.includes(name))) return []
  return listFiles(strategyPath)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(strategyPath, file))
}

function copied(folder: string, setting: string, path: string, name: string): Inputs[number] {
  const file = join('inputs', name)
  const to = join(folder, file)
  makeFolder(dirname(to))
  try {
    copyFileSync(path, to, constants.COPYFILE_FICLONE)
  } catch (error) {
    throw fileError('write', to, error)
  }
  return { setting, file, sha256: hashFile(to) }
}

/**
 * The settings of a session, with its copies in the place of the files that they were made of.
 * @throws PlimsollError `data` when a copy is not what it was
 */
export function settingsWithCopies({ settings, inputs }: SessionStarted, folder: string): Settings {
  const replaced: Record<string, unknown> = { ...settings }
  for (const { setting, file, sha256 } of inputs) {
    const path = join(folder, file)
    if (hashFile(path) !== sha256) {
      const cure = 'Put back what it held when the session began; without it the session cannot be replayed.'
      throw new PlimsollError('data', `${path} is not what the session was run with`, cure)
    }
    if (setting === OWN_STRATEGIES) replaced[setting] = dirname(path)
    else if (Array.isArray(settings[setting])) replaced[setting] = [...copiesSoFar(replaced, settings, setting), path]
    else replaced[setting] = path
  }
  return replaced
}

/** The list of copies, which begins anew in the place of the list of originals. */
function copiesSoFar(replaced: Settings, settings: Settings, setting: string): readonly unknown[] {
  const list = replaced[setting]
  return Array.isArray(list) && list !== settings[setting] ? list : []
}
