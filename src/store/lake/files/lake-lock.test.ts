import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-lake.ts'
import { withLock } from './lake-lock.ts'

const MODULE = new URL('./lake-lock.ts', import.meta.url).href

/** A process that holds the lock until it is killed, however much memory it frees meanwhile. */
async function holder(path: string) {
  const code = `import { withLock } from ${JSON.stringify(MODULE)}
    setInterval(gc, 20)
    await withLock(${JSON.stringify(path)}, async () => { process.stdout.write('held'); await new Promise(() => {}) })`
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child
}

test('one after the other in a process, also after a failure', async () => {
  const path = join(temporaryFolder(), 'a.lock')
  const order: string[] = []
  const slow = withLock(path, async () => {
    order.push('first begins')
    await new Promise((resolve) => setImmediate(resolve))
    order.push('first ends')
    throw new Error('first fails')
  })
  const next = withLock(path, async () => order.push('second'))
  await expect(slow).rejects.toThrow('first fails')
  await next
  expect(order).toEqual(['first begins', 'first ends', 'second'])
})

test('a lock that another process holds is waited for, and given up after a while', async () => {
  const path = join(temporaryFolder(), 'a.lock')
  const child = await holder(path)
  await expect(withLock(path, async () => 1, 200)).rejects.toThrow(
    'another process has been writing to these candles for 200ms (a.lock)',
  )
  child.kill('SIGKILL')
  await new Promise((resolve) => child.on('close', resolve))
  expect(await withLock(path, async () => 2, 5000)).toBe(2)
})

test('a lock in a folder that is not there says so', async () => {
  const path = fileURLToPath(new URL('./absent/a.lock', import.meta.url))
  await expect(withLock(path, async () => 1)).rejects.toThrow(`cannot write ${path}`)
})
