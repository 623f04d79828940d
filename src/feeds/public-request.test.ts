import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { PublicRequests } from './public-request.ts'
import { RequestFailure } from './request-failure.ts'

const NOW = Date.UTC(2024, 0, 1)
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** Asks a server that answers with `listener`. */
async function ask(listener: RequestListener, options: { signal?: AbortSignal; timeoutMs?: number } = {}) {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
  const requests = new PublicRequests({ exchange: 'binance', timeoutMs: 2000, now: () => NOW, ...options })
  const outcome = await requests.fetch(url, { method: 'GET', headers: {} }).catch((error: unknown) => error)
  return { outcome, requests }
}

async function failureOf(listener: RequestListener, options: { timeoutMs?: number } = {}): Promise<RequestFailure> {
  const { outcome } = await ask(listener, options)
  if (outcome instanceof RequestFailure) return outcome
  throw new Error(`it was no RequestFailure: ${outcome}`)
}

test('an answer that is 200 and JSON is handed on, and remembered with the time of the server', async () => {
  const { outcome, requests } = await ask((_, response) => {
    response.setHeader('date', 'Sun, 31 Dec 2023 23:59:00 GMT')
    response.end('[1]')
  })
  expect(outcome instanceof Response && (await outcome.text())).toBe('[1]')
  expect(requests.last).toEqual({
    json: [1],
    sentAt: Date.UTC(2024, 0, 1),
    serverAt: Date.UTC(2023, 11, 31, 23, 59),
  })
})

test('a server without a clock is one without a time', async () => {
  const { requests } = await ask((_, response) => {
    response.sendDate = false
    response.end('[]')
  })
  expect(requests.last.serverAt).toBeUndefined()
})

test('a server that hangs times out', async () => {
  const failure = await failureOf(() => undefined, { timeoutMs: 60 })
  expect([failure.message, failure.isPassing]).toEqual(['binance does not answer within 60 ms', true])
})

test('a slow drip does not make the time longer', async () => {
  const timers: NodeJS.Timeout[] = []
  const startedAt = performance.now()
  const failure = await failureOf(
    (_, response) => {
      response.write('[')
      timers.push(setInterval(() => response.write(' '), 10))
    },
    { timeoutMs: 100 },
  )
  for (const timer of timers) clearInterval(timer)
  expect(failure.message).toBe('binance does not answer within 100 ms')
  expect(performance.now() - startedAt).toBeLessThan(1500)
})

test('a connection that is reset in the middle passes', async () => {
  const failure = await failureOf((request, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('[[1,', () => request.socket.resetAndDestroy())
  })
  expect([failure.isPassing, failure.message]).toEqual([
    true,
    expect.stringMatching(/^the connection to binance failed: /),
  ])
})

test('fewer bytes than were promised are no answer', async () => {
  const failure = await failureOf((request, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('[]', () => request.socket.end())
  })
  expect(failure.isPassing).toBe(true)
})

test.each([
  ['[[1,2', 'binance answers 200, but no JSON: [[1,2'],
  ['<html>\n<title>Sign in</title>', 'binance answers 200, but no JSON: <html> <title>Sign in</title>'],
  ['', 'binance answers 200, but no JSON: nothing'],
])('the body %j passes as no JSON', async (body, message) => {
  const failure = await failureOf((_, response) => void response.end(body))
  expect([failure.message, failure.isPassing]).toEqual([message, true])
})

test('a status is judged with what the server says of it', async () => {
  const failure = await failureOf(
    (_, response) => void response.writeHead(429, { 'retry-after': '3' }).end('slow down'),
  )
  expect([failure.message, failure.retryAfterMs]).toEqual(['binance answers 429 slow down: too many requests', 3000])
})

test('nobody is sent elsewhere', async () => {
  const failure = await failureOf(
    (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  )
  expect([failure.message, failure.isPassing]).toEqual(['binance answers 302: it wants to send us elsewhere', false])
})

test('no connection passes', async () => {
  const requests = new PublicRequests({ exchange: 'okx', timeoutMs: 2000, now: () => NOW })
  const failure = await requests.fetch('http://127.0.0.1:1/', { method: 'GET', headers: {} }).catch((error) => error)
  expect(failure).toBeInstanceOf(RequestFailure)
  expect(failure.message).toMatch(/^the connection to okx failed: .*/)
})

test('aborting is no failure of the server', async () => {
  const controller = new AbortController()
  const { outcome } = await ask(() => controller.abort(), { signal: controller.signal })
  expect(outcome).toBe(controller.signal.reason)
})
