import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { CacheChange } from './cache.ts'

const changeSchema = z.union([
  z.object({ origin: z.string(), key: z.string() }),
  z.object({ origin: z.string(), prefix: z.string() }),
])

const EVERYTHING: CacheChange = { prefix: '' }

/**
 * Hears on a connection of its own what other processes change. Whenever that connection comes back, anything may have been missed: then
 * everything counts as changed.
 */
export async function listenForChanges(
  client: Redis,
  { channel, origin }: { readonly channel: string; readonly origin: string },
  listener: (change: CacheChange) => void,
): Promise<void> {
  client.on('message', (_, text: string) => {
    const change = parseChange(text)
    if (change === undefined) listener(EVERYTHING)
    else if (change.origin !== origin) listener(change)
  })
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>()
  client.on('ready', () => {
    client
      .subscribe(channel)
      .then(
        () => listener(EVERYTHING),
        // No answer in time: a new connection tries again.
        () => client.disconnect(true),
      )
      .finally(settle)
  })
  // A Redis that is not there now is tried again in the background, and `ready` comes with it.
  client.connect().catch(settle)
  await settled
}

/** Undefined for a message that is none of ours. */
function parseChange(text: string): z.infer<typeof changeSchema> | undefined {
  try {
    return changeSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined // no JSON
  }
}
