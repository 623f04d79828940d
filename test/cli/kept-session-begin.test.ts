import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { JournalWriter } from '../../src/store/journal/journal-writer.ts'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-begin-'))
  writeFileSync(join(cwd, 'walk.csv'), candleText(600))
})
afterEach(() => rmSync(cwd, { recursive: true }))

const FILE = ['-i', '5m', '--data-file', 'walk.csv', '--speed', 'max']
const RANDOM = ['-s', 'random', '--param', 'every=5', ...FILE]

const run = (...args: string[]) => runCli(args, { cwd })
const journalOf = (session: string) => join(cwd, 'plimsoll', 'data', 'journal', session)

describe('a session that did not begin', () => {
  test('leaves no journal when its strategy cannot be set up', async () => {
    const { code, stderr } = await run('paper', '-s', 'scalping', ...FILE, '--session', 'none')
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('needs the order book') })
    expect(existsSync(journalOf('none'))).toBe(false)
    expect((await run('db', 'verify')).stdout).toContain('nothing is wrong')
  })

  test('leaves nothing when a name in it is too long for the database', async () => {
    const name = 'x'.repeat(60)
    cpSync(join(cwd, 'walk.csv'), join(cwd, `${name}.csv`))
    const long = ['-s', 'random', '-i', '5m', '--data-file', `${name}.csv`, '--speed', 'max', '--session', 'long']
    const { code, stderr } = await run('paper', ...long)
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/has \d+ letters, and the database keeps 50/),
    })
    expect(existsSync(join(cwd, 'plimsoll'))).toBe(false)
    expect((await run('paper', ...long, '--no-database')).code).toBe(0)
  })

  test('is not the newest, and says what it is when it is named', async () => {
    expect((await run('paper', ...RANDOM, '--session', 'first')).code).toBe(0)
    JournalWriter.open(journalOf('killed'), { session: 'killed' }).close()
    const newest = await run('replay')
    expect({ code: newest.code, stdout: newest.stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/of first\n$/),
    })
    const named = await run('replay', 'killed')
    expect(named.code).toBe(2)
    expect(named.stderr).toContain('session killed did not begin: its journal has no record')
    expect((await run('paper', ...RANDOM, '--session', 'killed')).code).toBe(0)
  })
})

test('what is left of a session whose journal was lost stays when another of its name is refused', async () => {
  writeFileSync(join(cwd, 'limits.json'), '{ "preset": "balanced" }')
  expect((await run('paper', ...RANDOM, '--risk-file', 'limits.json', '--session', 'lost')).code).toBe(0)
  rmSync(join(journalOf('lost'), '000001.journal'))
  writeFileSync(join(cwd, 'limits.json'), '{ "preset": "two-six" }')
  const { code, stderr } = await run('paper', ...RANDOM, '--risk-file', 'limits.json', '--session', 'lost')
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('the journal has lost some') })
  expect(readFileSync(join(journalOf('lost'), 'inputs', '1-limits.json'), 'utf8')).toContain('balanced')
})

test('what an interrupted removal has left is no session', async () => {
  expect((await run('paper', ...RANDOM, '--session', 'kept')).code).toBe(0)
  expect((await run('paper', ...RANDOM, '--session', 'removed')).code).toBe(0)
  renameSync(journalOf('removed'), journalOf('.removed.removed'))
  expect((await run('replay')).stdout).toMatch(/of kept\n$/)
})

describe('own strategies', () => {
  const STRATEGY = `import { defineStrategy } from 'plimsoll'
import { EVERY } from './lib/every.ts'
import table from '../shared/table.json' with { type: 'json' }
// import { gone } from './gone.ts'
export const strategy = defineStrategy({
  name: 'mine',
  about: 'Buys now and then.',
  timeframe: '5m',
  params: {},
  build() {
    let bars = 0
    return () => {
      bars += 1
      return bars % EVERY === 0 ? { side: 'long', confidence: 1, stopLossPct: table.stopPct, reason: 'now' } : undefined
    }
  },
})
`
  const lib = () => join(cwd, 'plimsoll', 'strategies', 'lib', 'every.ts')
  beforeEach(() => {
    mkdirSync(join(cwd, 'plimsoll', 'strategies', 'lib'), { recursive: true })
    mkdirSync(join(cwd, 'plimsoll', 'shared'))
    writeFileSync(join(cwd, 'plimsoll', 'strategies', 'mine.ts'), STRATEGY)
    writeFileSync(lib(), 'export const EVERY = 7\n')
    writeFileSync(join(cwd, 'plimsoll', 'shared', 'table.json'), '{ "stopPct": 2 }')
  })

  test('are replayed with what they import, from wherever it is, and whatever becomes of it', async () => {
    const { code, stdout } = await run('paper', '-s', 'mine', ...FILE, '--session', 'own', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).trades).toBeGreaterThan(5)
    writeFileSync(lib(), 'export const EVERY = 3\n')
    rmSync(join(cwd, 'plimsoll', 'shared'), { recursive: true })
    for (const verb of ['replay', 'parity'])
      expect(await run(verb, 'own', '--json')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('"identical": true'),
      })
  })

  test('whose import was changed in the copy are refused by its name', async () => {
    await run('paper', '-s', 'mine', ...FILE, '--session', 'own')
    const copy = join(journalOf('own'), 'inputs', 'strategies', 'strategies', 'lib', 'every.ts')
    writeFileSync(copy, readFileSync(copy, 'utf8').replace('7', '3'))
    const { code, stderr } = await run('replay', 'own')
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('every.ts is not what the session was run with'),
    })
  })

  test('of the same name as one of Plimsoll, written since, are none of the session', async () => {
    await run('paper', ...RANDOM, '--session', 'builtin')
    cpSync(join(cwd, 'plimsoll', 'strategies', 'mine.ts'), join(cwd, 'plimsoll', 'strategies', 'random.ts'))
    expect((await run('replay', 'builtin')).code).toBe(0)
  })
})

test.each([
  [['--no-journal', '--session', 'name'], '--session cannot be given with --no-journal'],
  [['--no-journal', '--database', 'some.db'], '--database cannot be given with --no-journal'],
  [['--no-database', '--database', 'some.db'], '--database cannot be given with --no-database'],
])('%j is refused: one of them would be left out in silence', async (flags, message) => {
  const { code, stderr } = await run('paper', ...RANDOM, ...flags)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) })
})
