import { createInterface } from 'node:readline'
import { openCache } from '../open-cache.ts'

// Another process with a cache: `node cache-process.ts URL NAMESPACE`. It reads a command a line and answers each with a line of JSON.

const [redisUrl = '', namespace = ''] = process.argv.slice(2)
// Copies live so long that only a message can end them.
const cache = await openCache({ redisUrl, namespace, nearTtlMs: 60_000, timeoutMs: 5000, onEvent: () => undefined })
const answer = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value ?? null)}\n`)

answer('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const [command, key, value] = JSON.parse(line)
  if (command === 'get') answer(await cache.get(key))
  else if (command === 'set') answer(await cache.set(key, value))
  else if (command === 'delete') answer(await cache.delete(key))
  else answer(await cache.invalidate(key))
}
await cache.close()
