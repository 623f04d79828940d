import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decrypt, encrypt } from './aes-gcm.ts'

const key = randomBytes(32)
const plain = Buffer.from('the secret of an exchange key')
const identity = ['field', 'vault-1', 'key-1', 'binance', 'main', 'secret', 1]

test('gives back what it was given', () => {
  expect(decrypt(key, encrypt(key, plain, identity), identity)?.toString()).toBe('the secret of an exchange key')
  expect(decrypt(key, encrypt(key, Buffer.alloc(0), identity), identity)?.length).toBe(0)
})

test('no two of 100,000 encryptions share a nonce', () => {
  const nonces = new Set<string>()
  for (let i = 0; i < 100_000; i++) nonces.add(encrypt(key, plain, identity).slice(0, 16))
  expect(nonces.size).toBe(100_000)
})

test('any changed bit of any byte is found', () => {
  const bytes = Buffer.from(encrypt(key, plain, identity), 'base64')
  expect(bytes.length).toBe(12 + 29 + 16)
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << bit)
      expect(decrypt(key, changed.toString('base64'), identity), `byte ${at} bit ${bit}`).toBeUndefined()
    }
  }
})

test('any letter of the text that is changed, left out or added is found, also where base64 has bits to spare', () => {
  const text = encrypt(key, Buffer.from('a'), identity)
  expect(text.endsWith('=')).toBe(true)
  for (let at = 0; at < text.length; at++) {
    for (const letter of ['', 'A', 'B', 'C', 'D', '/', '=', `${text[at]}x`]) {
      if (letter === text[at]) continue
      expect(decrypt(key, text.slice(0, at) + letter + text.slice(at + 1), identity)).toBeUndefined()
    }
  }
})

test('another key, and every other identity, is refused', () => {
  const sealed = encrypt(key, plain, identity)
  expect(decrypt(randomBytes(32), sealed, identity)).toBeUndefined()
  for (let at = 0; at < identity.length; at++) {
    expect(decrypt(key, sealed, identity.with(at, `${identity[at]}x`)), `part ${at}`).toBeUndefined()
  }
  expect(decrypt(key, sealed, identity.with(6, '1'))).toBeUndefined()
  expect(decrypt(key, sealed, ['field', 'vault-1', 'key-1', 'binance', 'mai', 'nsecret', 1])).toBeUndefined()
})
