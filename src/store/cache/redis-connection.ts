import type { Redis } from 'ioredis'
import type { RedisAddress } from './redis-address.ts'

/** A connection that is lost is tried again after at most so long. */
const RETRY_MS_MAX = 2000

export interface RedisConnection {
  readonly client: Redis
  /** What the connection last complained of; no secret in it. */
  readonly problem: () => string | undefined
}

/**
 * Prepares a connection; `client.connect()` makes it. It then comes back by itself, and nothing waits in it: a command fails at once
 * when there is no connection, and after `timeoutMs` when there is no answer.
 */
export async function prepareConnection(address: RedisAddress, timeoutMs: number): Promise<RedisConnection> {
  const { Redis } = await import('ioredis')
  const client = new Redis(address.url, {
    lazyConnect: true,
    protocol: 2,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: timeoutMs,
    connectTimeout: timeoutMs,
    maxLoadingRetryTime: RETRY_MS_MAX,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), RETRY_MS_MAX) * (0.75 + Math.random() / 2),
  })
  let problem: string | undefined
  // Without a listener each attempt to come back would be printed. Whoever sends a command hears of the trouble.
  client.on('error', (error: Error) => {
    problem = address.redact(error.message)
  })
  client.on('ready', () => {
    problem = undefined
  })
  return { client, problem: () => problem }
}
