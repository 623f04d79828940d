import { expect, test } from 'vitest'
import { Secret } from '../../core/secret.ts'
import { checkFields, needsPassphrase } from './key-rules.ts'

const UUID = '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f'
const PEM = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ\n-----END PRIVATE KEY-----'

function failures(exchange: string, apiKey: string, secret: string, passphrase?: string): string[] {
  const third = passphrase === undefined ? {} : { passphrase: new Secret(passphrase) }
  const checks = checkFields(exchange, { apiKey: new Secret(apiKey), secret: new Secret(secret), ...third })
  return checks.filter(({ outcome }) => outcome !== 'ok').map(({ name, detail }) => `${name}: ${detail}`)
}

test('keys that look as those of their exchange do pass', () => {
  expect([
    ...failures(
      'binance',
      'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A',
      'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j',
    ),
    ...failures('binance', 'x'.repeat(64), PEM),
    ...failures('bybit', 'x'.repeat(18), 'y'.repeat(36)),
    ...failures('okx', UUID, '0123456789ABCDEF0123456789ABCDEF', 'Correct#Horse1'),
    ...failures('mexc', 'mx0vglABCDEFGHIJKL', '0123456789abcdef0123456789abcdef'),
    ...failures('coinbase', `organizations/${UUID}/apiKeys/${UUID}`, PEM),
    ...failures('bitstamp', 'any-key-of-8', 'any-secret'),
    ...failures('bitstamp', 'any-key-of-8', 'any-secret', 'and a third'),
  ]).toEqual([])
})

test('says what is wrong, with lengths and without the values', () => {
  expect(failures('binance', 'x'.repeat(63), `${'y'.repeat(63)}!`)).toEqual([
    'api key: 63 letters; expected 64 letters and digits',
    'secret: 64 letters; expected 64 letters and digits, or a private key',
  ])
  expect(failures('okx', UUID, '0123456789ABCDEF0123456789ABCDEF')).toEqual([
    'passphrase: missing: keys of okx have one',
  ])
  expect(failures('okx', UUID, '0123456789ABCDEF0123456789ABCDEF', 'short12')).toEqual([
    'passphrase: 7 letters; expected 8 to 32 letters',
  ])
  expect(failures('bybit', 'x'.repeat(18), 'y'.repeat(36), 'third part')).toEqual([
    'passphrase: keys of bybit have none',
  ])
  expect(failures('binance', 'x'.repeat(64), 'x'.repeat(64))).toEqual([
    'two parts: the api key and the secret are different texts',
  ])
})

test('knows whose keys have three parts', () => {
  expect(['binance', 'bybit', 'okx', 'kucoin', 'bitget', 'kraken', 'bitstamp'].filter(needsPassphrase)).toEqual([
    'okx',
    'kucoin',
    'bitget',
  ])
})
