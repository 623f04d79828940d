import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { failureOf, testFolder } from './testing/vault-in-folder.ts'
import { withLock } from './with-lock.ts'

test('gives what the action gives, and ends with it, also when it fails', () => {
  const path = `${testFolder()}/lock`
  expect(withLock(path, () => 7)).toBe(7)
  expect(() =>
    withLock(path, () => {
      throw new Error('broken')
    }),
  ).toThrow('broken')
  expect(withLock(path, () => 8)).toBe(8)
})

test('a thread that waits for the lock lets no other process in', async () => {
  const path = `${testFolder()}/lock`
  const elsewhere = new URL('./testing/lock-elsewhere.ts', import.meta.url)
  const begun = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(elsewhere, { workerData: { path, begun } })
  const ended = new Promise((resolve) => thread.on('exit', resolve))
  const started = new Promise((resolve) => thread.on('online', resolve))
  const seen = withLock(path, () => {
    Atomics.wait(begun, 0, 0, 10_000)
    Atomics.wait(begun, 0, 1, 200)
    const other = spawnSync(process.execPath, [fileURLToPath(elsewhere), path], { timeout: 2000, encoding: 'utf8' })
    return [Atomics.load(begun, 0), other.stdout]
  })
  await started
  expect(seen).toEqual([1, ''])
  expect(await ended).toBe(0)
  expect(Atomics.load(begun, 0)).toBe(2)
}, 20_000)

test('says when it cannot be made', async () => {
  const folder = testFolder()
  expect(await failureOf(() => withLock(`${folder}/no/lock`, () => 7))).toBe(
    `io: cannot write ${folder}/no/lock: no such file or folder`,
  )
  writeFileSync(`${folder}/lock`, 'this is no database, it is some text that is long enough'.repeat(20))
  expect(await failureOf(() => withLock(`${folder}/lock`, () => 7))).toBe(
    `io: cannot write ${folder}/lock: file is not a database`,
  )
})
