import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { livingHolder } from './journal-lock.ts'
import { JournalWriter } from './journal-writer.ts'
import { journalFolder, readAll } from './testing/sample-journal.ts'

let folder = ''
beforeEach(() => {
  folder = journalFolder()
  mkdirSync(folder)
})
afterEach(() => rmSync(dirname(folder), { recursive: true }))

const open = () => JournalWriter.open(folder, { session: 's', now: () => 1_700_000_000_000 })
const lock = () => join(folder, 'lock')

function writeLock(changes: object): void {
  const own = { pid: process.pid, host: hostname(), processStart: '', lockedAt: 1_600_000_000_000 }
  writeFileSync(lock(), JSON.stringify({ ...own, ...changes }))
}

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid
}

test('a journal has one writer at a time', () => {
  const first = open()
  expect(open).toThrow(
    `process ${process.pid} on ${hostname()} has been writing ${folder} since 2023-11-14T22:13:20.000Z`,
  )
  first.appendText('1')
  first.close()
  const second = open()
  expect(second.sequence).toBe(1)
  second.close()
  expect(existsSync(lock())).toBe(false)
})

test('the lock says who writes', () => {
  expect(livingHolder(folder)).toBeUndefined()
  const journal = open()
  expect(livingHolder(folder)).toMatchObject({ pid: process.pid, host: hostname(), lockedAt: 1_700_000_000_000 })
  journal.close()
  expect(livingHolder(folder)).toBeUndefined()
})

test('the lock of a dead process is taken over, and said so', () => {
  const pid = deadPid()
  writeLock({ pid })
  expect(livingHolder(folder)).toBeUndefined()
  const journal = open()
  expect(journal.takenOverFrom).toMatchObject({ pid, lockedAt: 1_600_000_000_000 })
  expect(livingHolder(folder)).toMatchObject({ pid: process.pid })
  expect(readdirSync(folder).sort()).toEqual(['000001.journal', 'lock'])
  journal.close()
})

test.runIf(process.platform === 'linux')('a later process of the same number is not the one that locked', () => {
  writeLock({ processStart: 'another-boot/123' })
  const journal = open()
  expect(journal.takenOverFrom).toMatchObject({ pid: process.pid, processStart: 'another-boot/123' })
  journal.close()
})

test.runIf(process.platform === 'linux')('a process that was killed and that nobody asked after is dead', async () => {
  const locker = fileURLToPath(new URL('./testing/lock-and-wait.ts', import.meta.url))
  // The shell becomes a program that asks after no child.
  const parent = spawn('sh', ['-c', '"$0" "$1" "$2" & exec sleep 30', process.execPath, locker, folder])
  onTestFinished(() => void parent.kill('SIGKILL'))
  await once(parent.stdout, 'data')
  const { pid = 0 } = livingHolder(folder) ?? {}
  expect(open).toThrow(`process ${pid} on ${hostname()} has been writing ${folder}`)
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ')
  expect(livingHolder(folder)).toBeUndefined()
  const journal = open()
  expect(journal.takenOverFrom?.pid).toBe(pid)
  journal.close()
})

test('a process on another machine counts as alive', () => {
  writeLock({ pid: deadPid(), host: 'elsewhere' })
  expect(open).toThrow(/^process \d+ on elsewhere has been writing /)
  expect(readdirSync(folder)).toEqual(['lock'])
})

test('a lock that cannot be read is not taken over', () => {
  for (const text of ['', '{', '{"pid":0}']) {
    writeFileSync(lock(), text)
    expect(open).toThrow(`${folder} is locked, by whom cannot be read`)
  }
})

test('a lock that somebody else took stays when a writer ends', () => {
  const journal = open()
  journal.appendText('1')
  const foreign = readFileSync(lock(), 'utf8').replace(`"pid":${process.pid}`, '"pid":1')
  writeFileSync(lock(), foreign)
  journal.close()
  expect(readFileSync(lock(), 'utf8')).toBe(foreign)
  expect(readAll(folder)).toEqual([[1, '1']])
})
