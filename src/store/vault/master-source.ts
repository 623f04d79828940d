import { PlimsollError } from '../../core/errors.ts'
import type { Secret } from '../../core/secret.ts'
import { type MasterKey, matchMaster, type NewMaster, newMaster, parseMasterKey } from './master-key.ts'
import { makeMasterKeyFile, nextKeyFile, readMasterKeyFile } from './master-key-file.ts'
import { newStretch, type Stretch, stretchPassphrase } from './stretch.ts'
import type { MasterKind, MasterRecord } from './vault-file.ts'

const SHORTEST_PASSPHRASE = 12

/** Where a master key comes from. */
export interface MasterSource {
  readonly kind: MasterKind
  /** For messages: `the file plimsoll/master.key`. */
  readonly place: string
  /** The keys that are there, the likeliest first. Read anew each time: a file may have changed. */
  keys(stretch: Stretch | null): readonly Uint8Array[]
}

/** A key in a file that only its owner may read; also one that waits beside it to come into use. */
export function fileSource(path: string): MasterSource {
  return {
    kind: 'file',
    place: `the file ${path}`,
    keys: () => {
      // First the one that waits: it may take the place of the other between the two readings, never the other way round.
      const coming = readMasterKeyFile(nextKeyFile(path))
      return [readMasterKeyFile(path), coming].filter((bytes) => bytes !== undefined)
    },
  }
}

/** The key that waits beside the one in use, made when it is not there. */
export function nextFileSource(path: string): MasterSource {
  const next = nextKeyFile(path)
  return {
    kind: 'file',
    place: `the file ${next}`,
    keys: () => {
      makeMasterKeyFile(next)
      return [readMasterKeyFile(next)].filter((bytes) => bytes !== undefined)
    },
  }
}

/** A key in the environment, under any of the names that has a value. */
export function environmentSource(variables: readonly { name: string; value: Secret | undefined }[]): MasterSource {
  return {
    kind: 'environment',
    place: `the environment variable ${variables.map(({ name }) => name).join(' or ')}`,
    keys: () =>
      variables.flatMap(({ name, value }) => (value === undefined ? [] : [parseMasterKey(value.reveal(), name)])),
  }
}

/** A key that is made of what a person types. */
export function passphraseSource(passphrase: Secret): MasterSource {
  return {
    kind: 'passphrase',
    place: 'the passphrase',
    keys: (stretch) => (stretch === null ? [] : [stretchPassphrase(passphrase, stretch)]),
  }
}

/** Refuses a passphrase that a machine guesses in an afternoon. */
export function checkPassphrase(passphrase: Secret): void {
  const text = passphrase.reveal()
  if (text.length >= SHORTEST_PASSPHRASE && new Set(text).size >= 6) return
  throw new PlimsollError(
    'usage',
    `the passphrase is too easy to guess: it needs ${SHORTEST_PASSPHRASE} letters or more, six of them different`,
    'Take four or five words that do not belong together.',
  )
}

/** The keys of the master key `record`, from whichever source has it. */
export function findMaster(sources: readonly MasterSource[], record: MasterRecord, vaultId: string): MasterKey {
  const fitting = sources.filter(({ kind }) => kind === record.kind)
  for (const source of fitting) {
    for (const bytes of source.keys(record.stretch)) {
      const key = matchMaster(bytes, record, vaultId)
      bytes.fill(0)
      if (key !== undefined) return key
    }
  }
  throw wrongMaster(record.kind, fitting.map(({ place }) => place).join(' and '))
}

/** What a vault is locked with from now on, of the first key of the source. */
export function masterOf(source: MasterSource, vaultId: string, at: number): NewMaster {
  const stretch = source.kind === 'passphrase' ? newStretch() : null
  const bytes = source.keys(stretch)[0]
  if (bytes === undefined) throw noMaster(source)
  const master = newMaster(bytes, { kind: source.kind, stretch, vaultId, at })
  bytes.fill(0)
  return master
}

function noMaster({ kind, place }: MasterSource): PlimsollError {
  const cure =
    kind === 'file' ? 'Bring the file back from where you keep its copy.' : 'Set it: openssl rand -base64 32.'
  return new PlimsollError('usage', `there is no master key in ${place}`, cure)
}

const CURES: Readonly<Record<MasterKind, string>> = {
  file: 'Bring back the master key file that belongs to this vault, from where you keep its copy.',
  environment: 'Set PLIMSOLL_MASTER_KEY to the key that this vault was locked with.',
  passphrase: 'Type it again; with --passphrase it is asked for, or is the first line of the input.',
}

function wrongMaster(kind: MasterKind, place: string): PlimsollError {
  const problem = {
    file: `the vault is not locked with a key in ${place || 'a file that was given'}`,
    environment: `the vault is not locked with a key in ${place || 'the environment'}`,
    passphrase: place === '' ? 'the vault is locked with a passphrase' : 'the passphrase is wrong',
  }[kind]
  return new PlimsollError('usage', problem, CURES[kind])
}
