import type { AccessRecord } from './access-log.ts'
import type { VaultEntry, VaultFile } from './vault-file.ts'

/** A key as it can be shown. */
export interface KeySummary {
  readonly id: string
  readonly exchange: string
  readonly label: string
  readonly createdAt: number
  /** The version in use: 1 until the key is replaced. */
  readonly version: number
  readonly versionsKept: number
  /** When the version in use came, null for the first. */
  readonly rotatedAt: number | null
  /** The end of the api key, nothing of the secret. */
  readonly lastFour: string
}

/** The keys of a vault, in the order in which they were added. Needs no master key. */
export function summariesOf({ entries }: Pick<VaultFile, 'entries'>): readonly KeySummary[] {
  return entries.map(summaryOf)
}

/** One key of a vault. */
export function summaryOf({ id, exchange, label, createdAt, versions }: VaultEntry): KeySummary {
  const current = versions.at(-1)
  return {
    id,
    exchange,
    label,
    createdAt,
    version: current?.version ?? 0,
    versionsKept: versions.length,
    rotatedAt: current === undefined || current.version === 1 ? null : current.createdAt,
    lastFour: current?.lastFour ?? '',
  }
}

/** When each key was last revealed, by its id. */
export function lastUses(log: readonly AccessRecord[]): ReadonlyMap<string, number> {
  const uses = log.filter(({ action, entry }) => action === 'revealed' && entry !== null)
  return new Map(uses.map(({ entry, at }) => [entry ?? '', at]))
}
