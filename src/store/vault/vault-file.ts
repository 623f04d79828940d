import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { stretchSchema } from './stretch.ts'

/** Nonce, ciphertext and tag of AES-256-GCM as base64. */
const sealed = z.base64().min(40).max(65_536)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.int().min(0)
const exchange = z.string().regex(/^[a-z][a-z0-9]{1,31}$/)
const label = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,47}$/u)

const masterSchema = z.strictObject({
  id: z.string().regex(/^master-[0-9a-f]{8}$/),
  kind: z.enum(['file', 'environment', 'passphrase']),
  createdAt: instant,
  /** How the passphrase becomes the key; null for the other kinds. */
  stretch: stretchSchema.nullable(),
  /** A known text under the key: tells a wrong key from a damaged vault. */
  verifier: sealed,
  checksum: digest,
})

const versionSchema = z.strictObject({
  version: z.int().min(1),
  createdAt: instant,
  /** The last letters of the api key, by which a person knows it. */
  lastFour: z.string().max(4),
  fields: z.strictObject({ apiKey: sealed, secret: sealed, passphrase: sealed.nullable() }),
  /** The data key of the fields, locked with each master key by its id: two while the master key is being changed. */
  keys: z.record(masterSchema.shape.id, sealed),
})

const entrySchema = z.strictObject({
  id: z.string().regex(/^key-[0-9a-f]{8}$/),
  exchange,
  label,
  createdAt: instant,
  /** The oldest first; the last is the one in use. */
  versions: z.array(versionSchema).min(1),
  checksum: digest,
})

const vaultSchema = z.strictObject({
  format: z.literal('plimsoll-vault-1'),
  id: z.string().regex(/^vault-[0-9a-f]{32}$/),
  /** Goes up by one with every change, so that two writers cannot lose each other's. */
  revision: z.int().min(1),
  /** The one in use; while it is being changed also the one to come. */
  masters: z.array(masterSchema).min(1).max(2),
  entries: z.array(entrySchema),
  /** HMAC under the master key in use: without that key nobody can change anything here unseen. */
  seal: digest,
  checksum: digest,
})

export type MasterRecord = z.infer<typeof masterSchema>
export type MasterKind = MasterRecord['kind']
export type VaultVersion = z.infer<typeof versionSchema>
export type VaultEntry = z.infer<typeof entrySchema>
export type VaultFile = z.infer<typeof vaultSchema>
/** A vault without its checksums and seal, which `sealVault` adds. */
export type VaultContent = Omit<VaultFile, 'seal' | 'checksum' | 'masters' | 'entries'> & {
  readonly masters: readonly Omit<MasterRecord, 'checksum'>[]
  readonly entries: readonly Omit<VaultEntry, 'checksum'>[]
}

/** Refuses an exchange or a label that a vault cannot hold. */
export function checkNames(names: { readonly exchange: string; readonly label: string }): void {
  if (!exchange.safeParse(names.exchange).success)
    throw new PlimsollError('usage', `"${names.exchange}" is no exchange`, 'Use small letters and digits: binance.')
  if (label.safeParse(names.label).success) return
  throw new PlimsollError(
    'usage',
    `the label "${names.label}" cannot be used`,
    'Use 1 to 48 letters, digits, spaces, dots, dashes and underscores: main.',
  )
}

/** The whole vault with fresh checksums, sealed with `key`. */
export function sealVault({ format, id, revision, masters, entries }: VaultContent, key: Uint8Array): VaultFile {
  const head = {
    format,
    id,
    revision,
    masters: masters.map((master) => withChecksum(master, masterSchema)),
    entries: entries.map((entry) => withChecksum(entry, entrySchema)),
  }
  const sealed = { ...head, seal: sealOf(head, key) }
  return { ...sealed, checksum: headChecksum(sealed) }
}

/** Whether nobody without the master key changed anything. */
export function isSealedWith(file: VaultFile, key: Uint8Array): boolean {
  return timingSafeEqual(Buffer.from(sealOf(file, key), 'hex'), Buffer.from(file.seal, 'hex'))
}

/** The vault as text, the same for the same vault. */
export function formatVault(file: VaultFile): string {
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Reads the text of a vault. Any changed byte that can be found without the master key is, and is named; `isSealedWith` finds those
 * that were hidden with care.
 * @param place what to call the vault in messages: its path
 */
export function parseVault(text: string, place: string): VaultFile {
  const parsed = vaultSchema.safeParse(parseJson(text, place))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw damaged(place, `${issue?.path.join('.') || 'the vault'}: ${issue?.code.replaceAll('_', ' ')}`)
  }
  const file = parsed.data
  for (const entry of file.entries)
    if (!isWhole(entry)) throw damaged(place, `the key "${entry.label}" of ${entry.exchange} (${entry.id})`)
  for (const master of file.masters) if (!isWhole(master)) throw damaged(place, `the record of ${master.id}`)
  if (headChecksum(file) !== file.checksum)
    throw damaged(place, 'its head (format, id, revision, seal) or the list of its keys')
  const asWritten = formatVault(file)
  if (asWritten !== text) throw damaged(place, `line ${firstDifference(asWritten, text)} is not as it was written`)
  return file
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The message of the parser would quote the text.
    const at = /line (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    throw damaged(place, at === undefined ? 'it is no JSON' : `line ${at} is no JSON`)
  }
}

/** What a vault that cannot be trusted is refused with. */
export function damaged(place: string, what: string): PlimsollError {
  return new PlimsollError(
    'data',
    `${place} was changed or damaged: ${what}`,
    'Nothing was written. Bring the file back from a backup, or move it away and add the exchange keys anew.',
  )
}

/** Parts whose checksum was found right. Nothing changes a part: what is edited is a new object. */
const whole = new WeakSet<object>()

/** A part in the form in which it is stored. */
function withChecksum<T extends { checksum: string }>(part: Omit<T, 'checksum'>, schema: z.ZodType<T>): T {
  if (isStored<T>(part)) return part
  const checked = schema.parse({ ...part, checksum: checksumOf(part) })
  whole.add(checked)
  return checked
}

function isStored<T extends { checksum: string }>(part: Omit<T, 'checksum'> | T): part is T {
  return whole.has(part)
}

function isWhole(part: { readonly checksum: string }): boolean {
  const isRight = checksumOf(part) === part.checksum
  if (isRight) whole.add(part)
  return isRight
}

function checksumOf(part: object): string {
  const rest = Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'checksum'))
  return createHash('sha256').update(canonical(rest)).digest('hex')
}

type Head = Omit<VaultFile, 'seal' | 'checksum'>

function sealOf(head: Head, key: Uint8Array): string {
  return createHmac('sha256', key)
    .update(canonical(outline(head)))
    .digest('hex')
}

function headChecksum(file: Omit<VaultFile, 'checksum'>): string {
  return createHash('sha256')
    .update(canonical({ ...outline(file), seal: file.seal }))
    .digest('hex')
}

/** All that a vault says, its parts by their checksums. */
function outline({ format, id, revision, masters, entries }: Head): object {
  const checksums = (parts: readonly { readonly checksum: string }[]) => parts.map(({ checksum }) => checksum)
  return { format, id, revision, masters: checksums(masters), entries: checksums(entries) }
}

/** JSON with sorted keys: the same for the same values. */
function canonical(part: object): string {
  return JSON.stringify(part, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

function firstDifference(asWritten: string, text: string): number {
  const lines = text.split('\n')
  const at = asWritten.split('\n').findIndex((line, index) => line !== lines[index])
  return at === -1 ? lines.length : at + 1
}
