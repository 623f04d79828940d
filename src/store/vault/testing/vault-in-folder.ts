import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { PlimsollError } from '../../../core/errors.ts'
import { Secret } from '../../../core/secret.ts'
import { userFolder } from '../../user-folder.ts'
import type { KeyFields } from '../exchange-key.ts'
import type { MasterSource } from '../master-source.ts'
import { type VaultPlace, type VaultUser, vaultPlace } from '../open-vault.ts'
import type { VaultFile } from '../vault-file.ts'
import type { VaultStore } from '../vault-store.ts'

/** A vault that is kept in memory. Dies, as a process does, before the save that `diesAfter` counts. */
export class MemoryStore implements VaultStore {
  readonly place = 'memory'
  file: VaultFile | undefined
  saves = 0
  diesAfter = Number.POSITIVE_INFINITY
  /** What another process does just before the next load. */
  meanwhile: (() => Promise<unknown>) | undefined

  async load(): Promise<VaultFile | undefined> {
    const { meanwhile } = this
    this.meanwhile = undefined
    await meanwhile?.()
    return this.file
  }

  async save(file: VaultFile, expected: number): Promise<'saved' | 'conflict'> {
    if (this.saves === this.diesAfter) throw new Error('killed')
    if ((this.file?.revision ?? 0) !== expected) return 'conflict'
    this.saves++
    this.file = file
    return 'saved'
  }
}

/** A folder of a user that is gone after the test. */
export function testFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-vault-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return root
}

/** The place of a vault in a folder that is gone after the test. */
export function testPlace(): VaultPlace {
  return vaultPlace(userFolder(testFolder()))
}

/** Who opens vaults in tests; the clock says 1, 2, 3. */
export function testUser(...sources: readonly MasterSource[]): VaultUser {
  let at = 0
  return { who: 'test', now: () => ++at, sources }
}

/** A key of which every part says what it is. */
export function testFields(name: string): KeyFields {
  return { apiKey: new Secret(`${name}-api-key-0123456789`), secret: new Secret(`${name}-secret-0123456789`) }
}

/** How a call fails: `code: message`. */
export async function failureOf(action: () => unknown): Promise<string> {
  try {
    await action()
  } catch (error) {
    if (error instanceof PlimsollError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'none'
}
