import type { CacheValue } from './cache.ts'

/** The longest key, in characters. Keys hold symbols, which come from outside. */
const MAX_KEY_LENGTH = 512

/** A value may be so large, in bytes of JSON, unless something else is set. */
export const MAX_VALUE_BYTES = 1024 * 1024

export type Encoded =
  | { readonly text: string; readonly bytes: number; readonly problem?: never }
  | { readonly problem: string }

/** A value as text, or why it cannot be kept. Numbers that JSON would turn into null are refused: nothing comes back changed. */
export function encode(key: string, value: CacheValue, maxBytes: number): Encoded {
  if (key === '') return { problem: 'the key is empty' }
  if (key.length > MAX_KEY_LENGTH)
    return { problem: `the key has ${key.length} characters, at most ${MAX_KEY_LENGTH} are allowed` }
  try {
    const text: string | undefined = JSON.stringify(value, refuseNonFinite)
    if (text === undefined) return { problem: 'it is no JSON value' }
    const bytes = Buffer.byteLength(text)
    if (bytes <= maxBytes) return { text, bytes }
    return { problem: `it has ${bytes} bytes, at most ${maxBytes} are allowed` }
  } catch (error) {
    // A cycle, a bigint, a number without an end, or a nesting that is too deep: all of them say what they are.
    return { problem: `it is no JSON value: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function refuseNonFinite(field: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value
  throw new RangeError(`${field === '' ? 'the number' : JSON.stringify(field)} is ${value}`)
}

export type Decoded =
  | { readonly value: CacheValue; readonly problem?: never }
  | { readonly value?: never; readonly problem: string }

/** The value that a text stands for, or why it cannot be used. */
export function decode(text: string, maxBytes: number): Decoded {
  const bytes = Buffer.byteLength(text)
  if (bytes > maxBytes) return { problem: `it has ${bytes} bytes, at most ${maxBytes} are allowed` }
  try {
    return { value: JSON.parse(text) }
  } catch {
    // The parser quotes the text, which may be anything; its length is enough to find it by.
    return { problem: `its ${bytes} bytes are no JSON` }
  }
}
