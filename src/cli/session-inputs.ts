import { constants, copyFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { PlimsollError } from '../core/errors.ts'
import type { SessionStarted } from '../core/session-event.ts'
import { fileError } from '../store/file-error.ts'
import { hashFile } from '../store/hash-file.ts'
import { makeFolder } from '../store/make-folder.ts'
import type { FlagTable } from './flag.ts'
import { fileOf, ownNames } from './load-strategy.ts'
import type { RunFlags } from './run-flags.ts'
import { strategyFiles } from './strategy-files.ts'

type Inputs = SessionStarted['inputs']
type Settings = SessionStarted['settings']

/** The settings that name files which decide what a session does, apart from its candles, which are in its journal. */
const FILES = ['riskFile', 'ranksFile', 'detailFile', 'fundingFile', 'seriesFile'] as const
export const OWN_STRATEGIES = 'strategyPath'

/** What is asked of the output, which says nothing of the session. */
const OUTPUT = ['json', 'trades', 'report']

/** Where a session gets its candles: it may go on with them from another place, or in another folder. */
export const CANDLES = ['dataFile', 'datadir']

/** The values of flags that are not the usual ones, as JSON holds them. What is in the folder of the user may move with it. */
export function settingsOf(flags: { readonly userdir: string }, table: FlagTable): Settings {
  const given = Object.entries(flags).filter(([key, value]) => {
    const flag = OUTPUT.includes(key) ? undefined : table[key]
    if (flag === undefined || value === undefined) return false
    const usual = flag.inUserFolder === undefined ? flag.initial : join(flags.userdir, flag.inUserFolder)
    return JSON.stringify(value) !== JSON.stringify(usual)
  })
  return Object.fromEntries(given.map(([key, value]) => [key, CANDLES.includes(key) ? placesOf(value) : value]))
}

/** Paths from the root of the disk on; names of the lake and of buckets as they are. */
function placesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(placesOf)
  return typeof value !== 'string' || /^lake:|:\/\//.test(value) ? value : resolve(value)
}

/** Copies the files that a session depends on into its folder: whatever happens to them, it can be replayed. */
export function copyInputs(flags: RunFlags, folder: string): Inputs {
  const named = FILES.flatMap((setting) => [flags[setting] ?? []].flat().map((path) => ({ setting, path })))
  const universe = flags.universe?.endsWith('.json') ? [{ setting: 'universe', path: flags.universe }] : []
  return [
    ...[...named, ...universe].map(({ setting, path }, k) =>
      copied(folder, setting, path, `${k + 1}-${basename(path)}`),
    ),
    ...ownStrategies(flags).map(({ path, place }) => copied(folder, OWN_STRATEGIES, path, join('strategies', place))),
  ]
}

/** The user's own strategies that run, with what they import. */
function ownStrategies({ strategy = [], strategyPath }: RunFlags): ReturnType<typeof strategyFiles> {
  const own = ownNames(strategyPath)
  return strategyFiles(strategy.filter((name) => own.includes(name)).map((name) => fileOf(name, strategyPath)))
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
  // A strategy of the same name that the user has written since is none of this session.
  const replaced: Record<string, unknown> = { ...settings, [OWN_STRATEGIES]: join(folder, 'inputs', 'strategies') }
  const own = inputs.find(({ setting }) => setting === OWN_STRATEGIES)
  if (own !== undefined) replaced[OWN_STRATEGIES] = dirname(join(folder, own.file))
  for (const { setting, file, sha256 } of inputs) {
    const path = join(folder, file)
    if (hashFile(path) !== sha256) {
      const cure = 'Put back what it held when the session began; without it the session cannot be replayed.'
      throw new PlimsollError('data', `${path} is not what the session was run with`, cure)
    }
    if (setting === OWN_STRATEGIES) continue
    if (Array.isArray(settings[setting])) replaced[setting] = [...copiesSoFar(replaced, settings, setting), path]
    else replaced[setting] = path
  }
  return replaced
}

/** The list of copies, which begins anew in the place of the list of originals. */
function copiesSoFar(replaced: Settings, settings: Settings, setting: string): readonly unknown[] {
  const list = replaced[setting]
  return Array.isArray(list) && list !== settings[setting] ? list : []
}
