import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { plainFields, plainText, plainValue } from './plain-value.ts'

const asIs = (text: string) => text
const hide = (text: string) => text.replaceAll('hunter2', '[secret]')

test('texts are redacted wherever they are, names too', () => {
  const value = { url: 'https://x?p=hunter2', list: ['hunter2', { deep: 'a hunter2 b' }], hunter2: 1 }
  expect(plainValue(value, hide)).toEqual({
    url: 'https://x?p=[secret]',
    list: ['[secret]', { deep: 'a [secret] b' }],
    '[secret]': 1,
  })
})

test.each(['apiKey', 'API_KEY', 'secretKey', 'password', 'passphrase', 'authToken', 'Authorization', 'private_key'])(
  'a text under %s is a secret whatever it looks like',
  (name) => {
    expect(plainFields({ [name]: 'abc', count: 3 }, asIs)).toEqual({ [name]: '[secret]', count: 3 })
  },
)

test.each(['X-MBX-APIKEY', 'X-BAPI-API-KEY', 'OK-ACCESS-KEY', 'OK-ACCESS-SIGN', 'X-BAPI-SIGN', 'signature'])(
  'the header %s is a secret, also as a list',
  (name) => {
    expect(plainFields({ [name]: 'abc', headers: { [name]: ['abc'] } }, asIs)).toEqual({
      [name]: '[secret]',
      headers: { [name]: '[secret]' },
    })
  },
)

test('a number under such a name is a count, and a design or a signal is no signature', () => {
  const fields = { tokens: 1200, tokenCounts: [1, 2], design: 'plain', signal: 'buy' }
  expect(plainFields(fields, asIs)).toEqual(fields)
})

test('a text that the redactor cannot handle is not written', () => {
  const broken = () => {
    throw new Error('no')
  }
  expect(plainText('hunter2', broken)).toBe('[not shown: the redactor failed]')
})

test('an error tells its name, message, code, cure and cause', () => {
  const error = new PlimsollError('io', 'disk full', 'free some', { cause: new Error('ENOSPC') })
  expect(plainValue(error, asIs)).toMatchObject({
    name: 'PlimsollError',
    message: 'disk full',
    code: 'io',
    cure: 'free some',
    cause: { name: 'Error', message: 'ENOSPC' },
  })
})

test('what JSON cannot hold is told in words', () => {
  expect(
    plainValue(
      [Number.NaN, -Infinity, 10n, undefined, new Date(0), new Uint8Array(3), Symbol('s'), new Date(NaN)],
      asIs,
    ),
  ).toEqual(['NaN', '-Infinity', '10', null, '1970-01-01T00:00:00.000Z', '[3 bytes]', 'Symbol(s)', null])
})

test('what throws when it is read is said to be unreadable, and the rest is there', () => {
  const value = {
    good: 1,
    get bad(): string {
      throw new Error('no')
    },
    proxy: new Proxy({}, { ownKeys: () => fail() }),
    json: { toJSON: () => fail() },
  }
  expect(plainValue(value, asIs)).toEqual({
    good: 1,
    bad: '[unreadable]',
    proxy: '[unreadable]',
    json: '[unreadable]',
  })
})

function fail(): never {
  throw new Error('no')
}

test('circles, depth, length and number are bounded', () => {
  const circle: Record<string, unknown> = { name: 'circle' }
  circle.self = circle
  expect(JSON.stringify(plainValue(circle, asIs))).toContain('"[more]"')
  expect(plainText('x'.repeat(8003), asIs)).toBe(`${'x'.repeat(8000)}… (3 more characters)`)
  expect(JSON.stringify(plainValue(Array(100_000).fill(1), asIs)).length).toBeLessThan(5000)
  const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, k) => [`k${k}`, k]))
  expect(Object.keys(plainFields(wide, asIs)).length).toBeLessThan(2002)
})

test('__proto__ as a name is a name', () => {
  const plain = plainFields(JSON.parse('{"__proto__": {"level": "forged"}, "a": 1}'), asIs)
  expect(JSON.stringify(plain)).toBe('{"__proto__":{"level":"forged"},"a":1}')
})

test('anything becomes what JSON can hold', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }), (value) => {
      expect(() => JSON.stringify(plainValue(value, asIs))).not.toThrow()
    }),
  )
})
