import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'

export const REDIS_URL = 'redis://127.0.0.1:6379'

/** Why tests that need a Redis cannot run, or undefined when one answers. */
export const noRedis: string | undefined = await probe()

async function probe(): Promise<string | undefined> {
  const client = new Redis(REDIS_URL, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 1000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.ping()
    return undefined
  } catch {
    return 'no Redis answers on 127.0.0.1:6379'
  } finally {
    client.disconnect()
  }
}

const PROGRAM = 'redis-server'

/** Why tests that need a Redis of their own cannot run, or undefined when one can be started. */
export const noServer: string | undefined =
  spawnSync(PROGRAM, ['--version']).status === 0 ? undefined : `${PROGRAM} is not installed`

/** A namespace that no other test has. */
export function freshNamespace(): string {
  return `test-${randomUUID()}`
}

/** A client for looking behind the back of the cache. */
export async function withClient<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  await client.connect()
  try {
    return await work(client)
  } finally {
    client.disconnect()
  }
}

/** A Redis of our own, which can be killed, stopped and started again on the same port. */
export class RedisServer {
  readonly port: number
  readonly #flags: readonly string[]
  readonly #folder = mkdtempSync(join(tmpdir(), 'plimsoll-redis-'))
  #process: ChildProcess | undefined

  private constructor(port: number, flags: readonly string[]) {
    this.port = port
    this.#flags = flags
  }

  /** Starts one on a port that was free a moment ago. */
  static async start(...flags: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), flags)
    await server.start()
    return server
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  async start(): Promise<void> {
    const base = [
      '--port',
      `${this.port}`,
      '--bind',
      '127.0.0.1',
      '--dir',
      this.#folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ]
    const child = spawn(PROGRAM, [...base, ...this.#flags], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#process = child
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code) => reject(new Error(`${PROGRAM} ended with ${code}`)))
      child.stdout.on('data', (data) => String(data).includes('Ready to accept connections') && resolve())
    })
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  /** Connections stay open, and nothing answers. */
  freeze(): void {
    this.#process?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#process?.kill('SIGCONT')
  }

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
