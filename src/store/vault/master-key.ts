import { hkdfSync, randomBytes } from 'node:crypto'
import { PlimsollError } from '../../core/errors.ts'
import { decrypt, encrypt } from './aes-gcm.ts'
import type { MasterKind, MasterRecord } from './vault-file.ts'

const KEY_BYTES = 32
const KNOWN_TEXT = Buffer.from('the right master key')

/** The keys made of a master key, one a purpose, so that no key does two things. */
export interface MasterKey {
  /** Locks data keys. */
  readonly wrap: Uint8Array
  /** Seals the vault as a whole. */
  readonly seal: Uint8Array
}

/** A master key as a vault has it: the keys, and what of it is stored. */
export interface NewMaster {
  readonly record: Omit<MasterRecord, 'checksum'>
  readonly key: MasterKey
}

/** 32 random bytes as text, for a file or a variable. */
export function drawMasterKey(): string {
  return randomBytes(KEY_BYTES).toString('base64')
}

/**
 * Reads a master key that a person or a file gives: 32 random bytes as base64.
 * @param place where it was found, for the message; the value is never quoted
 */
export function parseMasterKey(text: string, place: string): Buffer {
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.toString('base64') !== text.trim()) throw weak(place, 'is no base64')
  if (bytes.length !== KEY_BYTES) throw weak(place, `holds ${bytes.length} bytes, not ${KEY_BYTES}`)
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) throw weak(place, 'holds text, not random bytes')
  const steps = new Set(bytes.subarray(1).map((byte, index) => byte - (bytes[index] ?? 0)))
  // Of 32 random bytes about 30 differ; fewer than 16 have never been seen.
  if (new Set(bytes).size < 16 || steps.size < 8) throw weak(place, 'holds a pattern, not random bytes')
  return bytes
}

function weak(place: string, what: string): PlimsollError {
  return new PlimsollError(
    'usage',
    `the master key in ${place} ${what}`,
    'Make one with: openssl rand -base64 32. Keep a copy of it where the vault is not.',
  )
}

/** Derives the keys and what is stored of a master key that locks a vault from now on. */
export function newMaster(
  bytes: Uint8Array,
  about: { kind: MasterKind; stretch: MasterRecord['stretch']; vaultId: string; at: number },
): NewMaster {
  const id = `master-${randomBytes(4).toString('hex')}`
  const verifier = encrypt(derive(bytes, 'verify'), KNOWN_TEXT, [about.vaultId, id])
  return {
    record: { id, kind: about.kind, createdAt: about.at, stretch: about.stretch, verifier },
    key: { wrap: derive(bytes, 'wrap'), seal: derive(bytes, 'seal') },
  }
}

/** The keys made of `bytes`, or undefined when these are not the master key of that record. */
export function matchMaster(bytes: Uint8Array, record: MasterRecord, vaultId: string): MasterKey | undefined {
  if (decrypt(derive(bytes, 'verify'), record.verifier, [vaultId, record.id]) === undefined) return undefined
  return { wrap: derive(bytes, 'wrap'), seal: derive(bytes, 'seal') }
}

function derive(bytes: Uint8Array, purpose: 'verify' | 'wrap' | 'seal'): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', bytes, '', `plimsoll vault ${purpose}`, KEY_BYTES))
}
