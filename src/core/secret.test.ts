import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from './secret.ts'

const VALUE = 'q7Wm2xTzKpL9vRb4'

test('reads [secret] however it is printed', () => {
  const secret = new Secret(VALUE)
  const shown = [
    String(secret),
    `${secret}`,
    `${String(secret)}`,
    secret.toString(),
    secret.toLocaleString(),
    inspect(secret),
    inspect({ deep: [{ secret }] }, { depth: 9, showHidden: true, getters: true }),
    JSON.stringify(secret),
    JSON.stringify({ secret }),
    Object.prototype.toString.call(secret),
    [secret, secret].join(),
    new Error(`failed with ${secret}`, { cause: secret }).message,
    inspect(new Error('failed', { cause: secret })),
  ]
  expect(shown.filter((text) => text.includes(VALUE))).toEqual([])
  expect(shown[0]).toBe('[secret]')
  expect(shown[8]).toBe('{"secret":"[secret]"}')
})

test('has nothing that can be listed, copied or spread', () => {
  const secret = new Secret(VALUE)
  expect(Reflect.ownKeys(secret)).toEqual([])
  expect(Object.entries(secret)).toEqual([])
  expect(structuredClone({ secret })).toEqual({ secret: {} })
  expect({ ...secret }).toEqual({})
})

test('gives the text to whoever asks for it', () => {
  expect(new Secret(VALUE).reveal()).toBe('q7Wm2xTzKpL9vRb4')
})

test('ends with the last four letters, or with none when it is short', () => {
  expect(new Secret(VALUE).lastFour).toBe('vRb4')
  expect(new Secret('q7Wm2xTzKpL9vRb').lastFour).toBe('')
})
