import { isMainThread, workerData } from 'node:worker_threads'
import { withLock } from '../with-lock.ts'

/** Takes a lock and says so, as a process of its own or as a thread, which tells before that it begins to wait. */
interface ThreadData {
  readonly path: string
  readonly begun: Int32Array
}

if (isMainThread) withLock(process.argv[2] ?? '', () => process.stdout.write('inside'))
else {
  const { path, begun }: ThreadData = workerData
  Atomics.store(begun, 0, 1)
  Atomics.notify(begun, 0)
  withLock(path, () => Atomics.store(begun, 0, 2))
}
