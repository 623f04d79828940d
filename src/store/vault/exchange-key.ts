import { randomBytes } from 'node:crypto'
import { Secret } from '../../core/secret.ts'
import { decrypt, encrypt, type Identity } from './aes-gcm.ts'
import type { VaultEntry, VaultFile, VaultVersion } from './vault-file.ts'

/** What an exchange gives to sign requests with. */
export interface KeyFields {
  readonly apiKey: Secret
  readonly secret: Secret
  /** Some exchanges (OKX) want a third part. */
  readonly passphrase?: Secret | undefined
}

export type FieldName = keyof VaultVersion['fields']

/** Where a version of a key stands: what its ciphertexts are bound to. */
export interface KeyIdentity {
  readonly vaultId: string
  readonly entry: Pick<VaultEntry, 'id' | 'exchange' | 'label'>
  readonly version: number
}

/** A data key locked with the `wrap` of a master key. */
export function lockDataKey(dataKey: Uint8Array, wrap: Uint8Array, identity: KeyIdentity): string {
  return encrypt(wrap, dataKey, wrapIdentity(identity))
}

/** The data key, or undefined when it was changed or moved here from elsewhere. */
export function unlockDataKey(locked: string, wrap: Uint8Array, identity: KeyIdentity): Buffer | undefined {
  return decrypt(wrap, locked, wrapIdentity(identity))
}

/** Encrypts the fields of a key under a data key of their own, which comes locked with the master key `masterId`. */
export function sealFields(
  fields: KeyFields,
  identity: KeyIdentity,
  master: { readonly id: string; readonly wrap: Uint8Array },
  createdAt: number,
): VaultVersion {
  const dataKey = randomBytes(32)
  const seal = (name: FieldName, value: Secret) =>
    encrypt(dataKey, Buffer.from(value.reveal()), fieldIdentity(identity, name))
  const version: VaultVersion = {
    version: identity.version,
    createdAt,
    lastFour: fields.apiKey.lastFour,
    fields: {
      apiKey: seal('apiKey', fields.apiKey),
      secret: seal('secret', fields.secret),
      passphrase: fields.passphrase === undefined ? null : seal('passphrase', fields.passphrase),
    },
    keys: { [master.id]: lockDataKey(dataKey, master.wrap, identity) },
  }
  dataKey.fill(0)
  return version
}

/** The fields of a version, or the name of the first part that was changed or does not belong there. */
export function openFields(
  { keys, fields }: VaultVersion,
  identity: KeyIdentity,
  master: { readonly id: string; readonly wrap: Uint8Array },
): KeyFields | 'data key' | FieldName {
  const locked = keys[master.id]
  const dataKey = locked === undefined ? undefined : unlockDataKey(locked, master.wrap, identity)
  if (dataKey === undefined) return 'data key'
  const open = (name: FieldName, sealed: string) => decrypt(dataKey, sealed, fieldIdentity(identity, name))?.toString()
  const apiKey = open('apiKey', fields.apiKey)
  const secret = open('secret', fields.secret)
  const passphrase = fields.passphrase === null ? null : open('passphrase', fields.passphrase)
  dataKey.fill(0)
  if (apiKey === undefined) return 'apiKey'
  if (secret === undefined) return 'secret'
  if (passphrase === undefined) return 'passphrase'
  return {
    apiKey: new Secret(apiKey),
    secret: new Secret(secret),
    ...(passphrase !== null && { passphrase: new Secret(passphrase) }),
  }
}

/** Where a version of an entry stands in a vault. */
export function identityOf(vault: Pick<VaultFile, 'id'>, entry: KeyIdentity['entry'], version: number): KeyIdentity {
  const { id, exchange, label } = entry
  return { vaultId: vault.id, entry: { id, exchange, label }, version }
}

function wrapIdentity({ vaultId, entry, version }: KeyIdentity): Identity {
  return ['data key', vaultId, entry.id, version]
}

function fieldIdentity({ vaultId, entry, version }: KeyIdentity, field: FieldName): Identity {
  return ['field', vaultId, entry.id, entry.exchange, entry.label, field, version]
}
