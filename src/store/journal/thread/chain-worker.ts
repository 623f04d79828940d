import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadMemory } from './chain-messages.ts'
import { ChainServer } from './chain-server.ts'

// The thread of a `JournalThread`. A listener keeps it alive while it waits.
parentPort?.on('message', () => undefined)
await new ChainServer(workerData as ThreadMemory).run()
