import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What a ciphertext belongs to. It is not stored with it: a ciphertext that is moved to another place cannot be read there. */
export type Identity = readonly (string | number)[]

/**
 * Encrypts with a key of 32 bytes. Gives nonce, ciphertext and tag as one base64 text; the nonce is drawn anew each time, so that it
 * never repeats under a key.
 */
export function encrypt(key: Uint8Array, plain: Uint8Array, identity: Identity): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(bytesOf(identity))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** What `encrypt` was given, or undefined when key or identity are not the same or a byte was changed. */
export function decrypt(key: Uint8Array, sealed: string, identity: Identity): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64') !== sealed) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(bytesOf(identity))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  const start = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
  try {
    return Buffer.concat([start, decipher.final()])
  } catch {
    // The only failure of `final` is a tag that does not fit.
    start.fill(0)
    return undefined
  }
}

/** JSON keeps ["ab", "c"] apart from ["a", "bc"]. */
function bytesOf(identity: Identity): Buffer {
  return Buffer.from(JSON.stringify(['plimsoll-vault', ...identity]))
}
