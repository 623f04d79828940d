import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Access, AccessLog } from './access-log.ts'
import { failureOf, testFolder } from './testing/vault-in-folder.ts'

const access = (purpose: string): Access => ({
  at: 5,
  who: 'test',
  action: 'revealed',
  purpose,
  entry: 'key-00000001',
  exchange: 'binance',
  label: 'main',
  version: 1,
})

function filled(): { path: string; log: AccessLog } {
  const path = `${testFolder()}/data/access.log`
  const log = new AccessLog(path)
  for (const purpose of ['first', 'second', 'third']) log.append(access(purpose))
  return { path, log }
}

const purposes = (log: AccessLog) => log.read().map(({ line, purpose }) => `${line} ${purpose}`)

test('reads the lines that it wrote, each with the hash of the one before', () => {
  const { path, log } = filled()
  const records = log.read()
  expect(purposes(log)).toEqual(['1 first', '2 second', '3 third'])
  expect(records.map(({ previous }) => previous)).toEqual(['0'.repeat(64), records[0]?.hash, records[1]?.hash])
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('an empty log has no lines', () => {
  expect(new AccessLog(`${testFolder()}/none.log`).read()).toEqual([])
})

test('every changed byte shows, and the line is named', async () => {
  const { path, log } = filled()
  const bytes = readFileSync(path)
  for (let at = 0; at < bytes.length - 1; at += 3) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x01
    writeFileSync(path, changed)
    expect(await failureOf(() => log.read()), `byte ${at}`).toMatch(
      /changed or damaged at (line \d|the line after line \d)$/,
    )
  }
})

test('a line that is taken out, put in or moved shows', async () => {
  const { path, log } = filled()
  const [first = '', second = '', third = ''] = readFileSync(path, 'utf8').split('\n')
  const failures = []
  for (const lines of [
    [first, third],
    [second, third],
    [first, first, second],
    [first, third, second],
  ]) {
    writeFileSync(path, `${lines.join('\n')}\n`)
    failures.push((await failureOf(() => log.read())).replace(/.* at /, ''))
  }
  expect(failures).toEqual(['line 3', 'line 2', 'line 1', 'line 3'])
})

test('a line that a crash cut short stays, and the next line answers for it', async () => {
  const { path, log } = filled()
  appendFileSync(path, '{"line":4,"at":5,"wh')
  expect(purposes(log)).toEqual(['1 first', '2 second', '3 third'])
  log.append(access('fifth'))
  expect(log.read().map(({ line, action }) => `${line} ${action}`)).toEqual([
    '1 revealed',
    '2 revealed',
    '3 revealed',
    '4 torn line found',
    '5 revealed',
  ])
  writeFileSync(path, readFileSync(path, 'utf8').replace('"wh\n', '"who\n'))
  expect(await failureOf(() => log.read())).toMatch(/at line 4$/)
})

test('goes on from the end of a long log without reading the whole', () => {
  const { log } = filled()
  for (let i = 0; i < 40; i++) log.append(access('x'.repeat(2000)))
  log.append(access('last'))
  expect(log.read().at(-1)).toMatchObject({ line: 44, purpose: 'last' })
  expect(log.read().at(-2)?.purpose.length).toBe(500)
})
