import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Redactor, redactText, registerSecret } from './redact.ts'
import { Secret } from './secret.ts'

const VALUE = 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A'
const PEM = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikT\n-----END PRIVATE KEY-----\n'

function knowing(...values: string[]): Redactor {
  const redactor = new Redactor()
  for (const value of values) redactor.add(new Secret(value))
  return redactor
}

test('removes a value that it was told in every form', () => {
  const value = 'pa+s /wörd?"x"'
  const redactor = knowing(value)
  const forms = {
    plain: value,
    json: JSON.stringify({ value }),
    url: encodeURIComponent(value),
    'lower url': encodeURIComponent(value).replaceAll(/%../g, (code) => code.toLowerCase()),
    form: new URLSearchParams({ value }).toString(),
    hex: Buffer.from(value).toString('hex'),
    'upper hex': Buffer.from(value).toString('hex').toUpperCase(),
    base64url: Buffer.from(value).toString('base64url'),
  }
  expect(Object.entries(forms).map(([form, text]) => `${form}: ${redactor.redact(`<${text}>`)}`)).toEqual([
    'plain: <[secret]>',
    'json: <{"value":"[secret]"}>',
    'url: <[secret]>',
    'lower url: <[secret]>',
    'form: <value=[secret]>',
    'hex: <[secret]>',
    'upper hex: <[secret]>',
    'base64url: <[secret]>',
  ])
})

test('removes a value that a longer base64 text holds', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 8, unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      (value, before, after) => {
        const bytes = Buffer.from(before + value + after)
        const text = knowing(value).redact(bytes.toString('base64'))
        expect(text).toContain('[secret]')
      },
    ),
  )
})

test('leaves nothing of the value in any text, whatever surrounds it', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.stringMatching(/^[A-Za-z0-9]{20,40}$/), (parts, value) => {
      fc.pre(!parts.some((part) => part.includes(value)))
      const redactor = knowing(value)
      const once = redactor.redact(parts.join(value))
      expect(once).not.toContain(value)
      expect(redactor.redact(once)).toBe(once)
    }),
  )
})

test('removes each line of a private key, in any encoding of its line ends', () => {
  const redactor = knowing(PEM)
  expect(redactor.redact(`key ${PEM}`)).toBe('key [secret]')
  expect(redactor.redact(JSON.stringify({ PEM }))).toBe('{"PEM":"[secret]"}')
  expect(redactor.redact('body MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikT end')).toBe('body [secret] end')
})

test('removes the longer of two values of which one begins the other', () => {
  expect(knowing('abcdefgh', 'abcdefghijkl').redact('abcdefghijkl abcdefgh')).toBe('[secret] [secret]')
})

test('does not look for a value of fewer than six letters', () => {
  expect(knowing('price').redact('the price is 5')).toBe('the price is 5')
  expect(knowing('prices').redact('the prices are 5')).toBe('the [secret] are 5')
})

test('removes what looks like a secret without having been told', () => {
  const redactor = knowing()
  expect(
    [
      `GET https://api.binance.com/api/v3/order?symbol=BTCUSDT&timestamp=1&signature=${'9f86d081'.repeat(8)}`,
      `{"apiKey":"${VALUE}","secret":"${VALUE}"}`,
      `{\\"secret\\":\\"${VALUE}\\",\\"a\\":1}`,
      `X-MBX-APIKEY: ${VALUE}`,
      `'OK-ACCESS-PASSPHRASE': 'correct-horse'`,
      `X-BAPI-SIGN=${VALUE}`,
      `Authorization: Bearer ${VALUE}`,
      'postgres://plimsoll:hunter2@db:5432/books',
      'DEEPSEEK=sk-0123456789abcdef0123456789abcdef',
      'bot 123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc failed',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P',
      PEM,
    ].map((text) => redactor.redact(text)),
  ).toEqual([
    'GET https://api.binance.com/api/v3/order?symbol=BTCUSDT&timestamp=1&signature=[secret]',
    '{"apiKey":"[secret]","secret":"[secret]"}',
    '{\\"secret\\":\\"[secret]\\",\\"a\\":1}',
    'X-MBX-APIKEY: [secret]',
    "'OK-ACCESS-PASSPHRASE': '[secret]'",
    'X-BAPI-SIGN=[secret]',
    'Authorization: Bearer [secret]',
    'postgres://plimsoll:[secret]@db:5432/books',
    'DEEPSEEK=[secret]',
    'bot [secret] failed',
    '[secret]',
    '[secret]\n',
  ])
})

test('leaves ordinary texts as they are', () => {
  const texts = [
    'momentum: signal long BTC/USDT, confidence 0.7: fast EMA crossed above slow, ADX strong',
    'the key is kept; sign: negative; token: BTC; secret: none; see https://example.com:8080/keys?next=1',
    '2026-11-21 19:50:30 order "a1": quantity 0.3 is below the minimum 0.5',
    'api key ending vRb4, password wrong',
  ]
  const redactor = knowing(VALUE)
  expect(texts.map((text) => redactor.redact(text))).toEqual(texts)
})

test('takes time in proportion to the text, not to the number of secrets', () => {
  const line =
    'momentum: signal long BTC/USDT at 64321.5, confidence 0.71: the fast average crossed the slow one. '.repeat(2)
  const few = knowing(VALUE)
  const many = new Redactor()
  for (let i = 0; i < 3000; i++) many.add(new Secret(`${i}${VALUE}`))
  const took = (redactor: Redactor) => {
    const startedAt = performance.now()
    for (let i = 0; i < 2000; i++) redactor.redact(line)
    return performance.now() - startedAt
  }
  const [small, large] = [took(few), took(many)]
  expect(large).toBeLessThan(small * 20 + 100)
  expect(many.redact(`2999${VALUE}`)).toBe('[secret]')
})

test('a password is removed whole although @ or / in it was not encoded, and a port is none', () => {
  expect(
    [
      'postgres://ann:p@ss@db:5432/books',
      'postgres://ann:p@ss/w0rd@db/books, mysql://bob:[x]@db/y',
      'http://[::1]:8080/users/ann@example.com',
      '{"at":"http://db:8080","mail":"ann@example.com"}',
    ].map((text) => knowing().redact(text)),
  ).toEqual([
    'postgres://ann:[secret]@db:5432/books',
    'postgres://ann:[secret]@db/books, mysql://bob:[secret]@db/y',
    'http://[::1]:8080/users/ann@example.com',
    '{"at":"http://db:8080","mail":"ann@example.com"}',
  ])
})

test('removes any token by its name, and takes no word that ends in "sign" for one', () => {
  expect(knowing().redact(`{"refresh_token":"${VALUE}"} token=${VALUE} design: momentum-breakout-v2`)).toBe(
    '{"refresh_token":"[secret]"} token=[secret] design: momentum-breakout-v2',
  )
})

test.each([
  ['://a:', 1],
  ['-----BEGIN PRIVATE KEY-----', 1],
  ['-----BEGIN PRIVATE KEY-----', 1_000_000],
  ['apiKey="', 1],
  ['apiKey=', 1],
  ['password=', 1],
  ['bearer a', 1_000_000],
  ['sk-', 1],
  ['-eyJ', 1],
  ['eyJaaaaaaaa.', 1],
])('ten megabytes of "%s" every %i letters do not hold it up', (start, every) => {
  const text = start.padEnd(every, 'a').repeat(Math.ceil(10_000_000 / Math.max(every, start.length)))
  const startedAt = performance.now()
  new Redactor().redact(text)
  expect(performance.now() - startedAt, 'ms: seconds are enough, a pattern that goes back takes hours').toBeLessThan(
    30_000,
  )
})

test('what any part of the process registers no other part lets out', () => {
  registerSecret(new Secret('process-wide-secret-value'))
  expect(redactText('it is process-wide-secret-value.')).toBe('it is [secret].')
})
