import { writeFileSync } from 'node:fs'
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
