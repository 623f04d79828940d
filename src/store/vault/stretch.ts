import * as crypto from 'node:crypto'
import { z } from 'zod'
import type { Secret } from '../../core/secret.ts'

const salt = z.base64().length(24)

/** How a passphrase becomes a key. The bounds keep a vault that somebody changed from taking all memory, or from being quick to guess. */
export const stretchSchema = z.discriminatedUnion('algorithm', [
  z.strictObject({
    algorithm: z.literal('argon2id'),
    memoryKib: z.int().min(19_456).max(1_048_576),
    passes: z.int().min(2).max(16),
    lanes: z.int().min(1).max(16),
    salt,
  }),
  z.strictObject({
    algorithm: z.literal('scrypt'),
    cost: z.literal([2 ** 17, 2 ** 18, 2 ** 19]),
    blockSize: z.literal(8),
    parallel: z.literal(1),
    salt,
  }),
])

export type Stretch = z.infer<typeof stretchSchema>

/**
 * New parameters with a salt of their own: argon2id as RFC 9106 recommends where memory is limited, scrypt where this Node.js has no
 * argon2. About a third of a second, for whoever guesses too.
 */
export function newStretch(hasArgon2 = typeof crypto.argon2Sync === 'function'): Stretch {
  const drawn = crypto.randomBytes(16).toString('base64')
  return hasArgon2
    ? { algorithm: 'argon2id', memoryKib: 65_536, passes: 3, lanes: 4, salt: drawn }
    : { algorithm: 'scrypt', cost: 2 ** 17, blockSize: 8, parallel: 1, salt: drawn }
}

/** The 32 bytes that a passphrase stands for. Spellings of one letter that look alike give the same key. */
export function stretchPassphrase(passphrase: Secret, stretch: Stretch): Buffer {
  const text = Buffer.from(passphrase.reveal().normalize('NFC'))
  const nonce = Buffer.from(stretch.salt, 'base64')
  if (stretch.algorithm === 'argon2id') {
    const { memoryKib: memory, passes, lanes: parallelism } = stretch
    return crypto.argon2Sync('argon2id', { message: text, nonce, memory, passes, parallelism, tagLength: 32 })
  }
  const { cost, blockSize, parallel } = stretch
  // scrypt needs 128 * cost * blockSize bytes; the limit must be above that.
  return crypto.scryptSync(text, nonce, 32, {
    cost,
    blockSize,
    parallelization: parallel,
    maxmem: 256 * cost * blockSize,
  })
}
