import { expect, test } from 'vitest'
import { parseRetryAfter, refuseStatus, summary } from './refuse-status.ts'

const NOW = Date.UTC(2024, 0, 1, 12, 0, 0, 500)

function refusal(status: number, retryAfter: string | null = null, body = '') {
  return refuseStatus({ exchange: 'binance', status, retryAfter, body, now: NOW })
}

test.each([408, 429, 500, 502, 503, 504, 520])('%d passes', (status) => {
  expect(refusal(status).isPassing).toBe(true)
})

test.each([301, 302, 400, 401, 403, 404, 418, 451])('%d does not pass', (status) => {
  expect(refusal(status).isPassing).toBe(false)
})

test('429 says how long to wait', () => {
  const failure = refusal(429, '7', '{"code":-1003,"msg":"Too many requests"}')
  expect(failure.retryAfterMs).toBe(7000)
  expect(failure.message).toBe('binance answers 429 {"code":-1003,"msg":"Too many requests"}: too many requests')
})

test('a ban says until when', () => {
  expect(refusal(418, '150').message).toBe(
    'binance has banned this address (418): for 150 s, until 2024-01-01 12:02:31 UTC',
  )
  expect(refusal(418).message).toBe('binance has banned this address (418): it does not say how long, at least 120 s')
})

test.each([
  [null, undefined],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['0', 0],
  [' 12 ', 12_000],
  ['Mon, 01 Jan 2024 12:00:10 GMT', 9500],
  ['Mon, 01 Jan 2024 11:00:00 GMT', 0],
])('Retry-After %j is %j ms', (text, ms) => {
  expect(parseRetryAfter(text, NOW)).toBe(ms)
})

test('what a stranger says is one short line without control characters', () => {
  expect(summary('<html>\n\t<b>\u001b[31mno\u009b1m</b>')).toBe(' <html> <b> [31mno 1m</b>')
  expect(summary('x'.repeat(1000))).toBe(` ${'x'.repeat(160)}...`)
  expect(summary(' \n')).toBe('')
})
