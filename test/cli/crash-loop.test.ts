import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Bars } from '../../src/market/bars.ts'
import { JournalWriter } from '../../src/store/journal/journal-writer.ts'
import { appendRecord, type JournalRecord, readJournal } from '../../src/store/journal/read-journal.ts'
import { candleText } from './candle-text.ts'
import { runCli } from './run-cli.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url))
const MINUTE = 60_000
const REASON = '3 crashes within 10 minutes'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-crash-loop-'))
  writeFileSync(join(cwd, 'one.csv'), candleText(600, 1))
  // It begins three bars later.
  const [heading, , , , ...lines] = candleText(600, 2).split('\n')
  writeFileSync(join(cwd, 'two.csv'), [heading, ...lines].join('\n'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

const RANDOM = ['-s', 'random', '--param', 'every=2', '-i', '5m']
const ONE = [...RANDOM, '--data-file', 'one.csv']
const BOTH = [...RANDOM, '--data-file', 'one.csv,two.csv', '-p', 'AAA/USDT:USDT,BBB/USDT:USDT']

const run = (...args: string[]) => runCli(args, { cwd })
const resume = (session: string, ...flags: string[]) =>
  run('paper', '--resume', session, '--speed', 'max', '--json', ...flags)
const folderOf = (session: string) => join(cwd, 'plimsoll', 'data', 'journal', session)
const crashesOf = (session: string) =>
  readFileSync(join(folderOf(session), 'crashes'), 'utf8')
    .trimEnd()
    .split('\n')

/** Runs a command until it has printed what matches, and kills it without warning. Gives what it printed. */
function killed(args: readonly string[], when: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [LAUNCHER, 'paper', ...args, '--speed', '1000'], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 60_000,
    })
    let printed = ''
    child.stderr.on('data', (data: Buffer) => {
      printed += data.toString()
      if (when.test(printed)) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', (_code, signal) =>
      when.test(printed) && signal === 'SIGKILL' ? resolve(printed) : reject(new Error(`it ended before: ${printed}`)),
    )
  })
}

/** The events of a session. */
function eventsOf(session: string): { type: string; [field: string]: unknown }[] {
  return [...readJournal(folderOf(session))].flatMap((record) =>
    record.type === 'event' ? [JSON.parse(record.text)] : [],
  )
}

/**
 * A session whose process died behind the first record that `isLast` says, and crashed before so many milliseconds ago. Gives the
 * hash of the trades that it would have come to.
 */
async function died(
  session: string,
  flags: readonly string[],
  agesMs: readonly number[],
  isLast: (record: JournalRecord) => boolean = () => true,
): Promise<string> {
  const whole = await run('paper', ...flags, '--session', session, '--speed', 'max', '--json', '--no-database')
  const aside = `${folderOf(session)}-whole`
  renameSync(folderOf(session), aside)
  const writer = JournalWriter.open(folderOf(session), { session })
  for (const record of readJournal(aside)) {
    append(writer, record)
    if (isLast(record)) break
  }
  writer.close()
  rmSync(aside, { recursive: true })
  leaveLock(session)
  const times = agesMs.map((age) => `${new Date(Date.now() - age).toISOString()}\n`)
  writeFileSync(join(folderOf(session), 'crashes'), times.join(''))
  return JSON.parse(whole.stdout).tradesHash
}

function append(writer: JournalWriter, record: JournalRecord): void {
  if (record.type === 'event') return void writer.appendText(record.text)
  const bars = new Bars('5m')
  appendRecord(bars, record)
  writer.appendBars(record.market, bars, 0, bars.length)
}

/** The lock of a process that has ended. */
function leaveLock(session: string): void {
  const { pid } = spawnSync(process.execPath, ['--version'])
  const holder = { pid, host: hostname(), processStart: '', lockedAt: Date.now() }
  writeFileSync(join(folderOf(session), 'lock'), JSON.stringify(holder))
}

async function expectReplayed(session: string, bars: number): Promise<void> {
  for (const verb of ['replay', 'parity']) {
    const { code, stdout } = await run(verb, session, '--json')
    expect({ verb, code, ...JSON.parse(stdout) }).toMatchObject({ verb, code: 0, identical: true, bars })
  }
}

const ENTRY = / order +\S+ #\d+ (?:buy|sell) \S+ market\n/
/** An entry that filled, and a bar or more since then: the thread of the journal has had the time to write of it. */
const ENTERED = new RegExp(`${ENTRY.source}[\\s\\S]* fill [\\s\\S]* signal [\\s\\S]* signal `)
const isHalt = ({ type, command }: { type: string; command?: unknown }) => type === 'command' && command === 'halt'

test('a session that was killed three times within minutes opens nothing more, and is told so once', async () => {
  await killed([...ONE, '--session', 'loop'], ENTERED)
  for (const crashes of [1, 2]) {
    const printed = await killed(['--resume', 'loop'], ENTERED)
    expect(printed).toMatch(/^loop goes on after [1-9]\d* bars/m)
    expect(printed).not.toContain('no new positions')
    expect(crashesOf('loop')).toHaveLength(crashes)
  }
  const third = await killed(['--resume', 'loop'], /refusal .* trading_state/)
  expect(third).toContain(`loop: no new positions from here on: ${REASON}\n  Find out why it crashes`)
  expect(third).toContain('resume entries with r')
  expect(third).toContain(`account active -> close_only: crash_loop: ${REASON}`)
  expect(third).not.toMatch(ENTRY)

  const { code, stdout, stderr } = await resume('loop')
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('no new positions') })
  const { states, refusals, funnel } = JSON.parse(stdout)
  const reason = `crash_loop: ${REASON}`
  expect(states).toMatchObject([{ from: 'active', to: 'close_only', cause: 'operator', reason }])
  expect(refusals.trading_state).toBeGreaterThan(10)
  expect(funnel.refusals).toContainEqual(
    expect.objectContaining({ rule: 'trading_state', lastReason: `the account is close_only: ${reason}` }),
  )
  const events = eventsOf('loop')
  const at = events.findIndex(isHalt)
  expect(events[at]).toMatchObject({ by: 'crash_loop', reason: REASON, state: 'close_only' })
  expect(events.filter(isHalt)).toHaveLength(1)
  const entries = events.map(({ type, purpose }) => type === 'order' && purpose === 'entry')
  expect(entries.indexOf(true)).toBeLessThan(at)
  expect(entries.lastIndexOf(true)).toBeLessThan(at)
  expect(crashesOf('loop')).toHaveLength(4)
  await expectReplayed('loop', 600)
})

test('a session that had not seen a bar opens nothing at its first either, however many come at once', async () => {
  await died('early', [...BOTH, '--param', 'every=1'], [2 * MINUTE, MINUTE])
  const { code, stdout, stderr } = await resume('early', '--no-database')
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(REASON) })
  expect(JSON.parse(stdout)).toMatchObject({ trades: 0, funnel: { filled: 0 } })
  expect(eventsOf('early').filter(({ type }) => type === 'fill')).toEqual([])
  await expectReplayed('early', 600 + 597)
})

describe('crashes that are no loop', () => {
  test('cost nothing: two lately, and others before', async () => {
    const isBars = ({ type }: JournalRecord) => type === 'bars'
    const hash = await died('seldom', ONE, [12 * MINUTE, 11 * MINUTE, MINUTE], isBars)
    const { stdout, stderr } = await resume('seldom', '--no-database')
    expect(stderr).not.toContain('no new positions')
    expect(JSON.parse(stdout)).toMatchObject({ tradesHash: hash, states: [] })
    expect(crashesOf('seldom')).toHaveLength(4)
  })
})

/** Lets the clock of a session fail, as a bug in the program would. */
const BUG = `data:text/javascript,${encodeURIComponent(`
  import timers from 'node:timers/promises'
  import { syncBuiltinESMExports } from 'node:module'
  timers.setTimeout = async () => { throw new TypeError('planted') }
  syncBuiltinESMExports()
`)}`

test('a bug that ends a session is a crash', async () => {
  const buggy = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', BUG, LAUNCHER, 'paper', ...args, '--speed', '1000', '--no-database'], {
      cwd,
      encoding: 'utf8',
    })
  for (const args of [
    [...ONE, '--session', 'bug'],
    ['--resume', 'bug'],
    ['--resume', 'bug'],
  ]) {
    const { status, stderr } = buggy(...args)
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('TypeError: planted') })
  }
  expect(crashesOf('bug')).toHaveLength(3)
  const { code, stdout, stderr } = await resume('bug', '--no-database')
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(REASON) })
  expect(JSON.parse(stdout)).toMatchObject({ trades: 0, states: [{ to: 'close_only' }] })
  await expectReplayed('bug', 600)
})

describe('a crash that was found', () => {
  test('counts also when the session could not go on at once', async () => {
    await died('refused', ONE, [2 * MINUTE, MINUTE])
    expect((await resume('refused', '--capital', '5')).code).toBe(2)
    expect(existsSync(join(folderOf('refused'), 'lock'))).toBe(false)
    const { code, stdout } = await resume('refused', '--no-database')
    expect({ code, trades: JSON.parse(stdout).trades }).toEqual({ code: 0, trades: 0 })
    expect(eventsOf('refused').filter(isHalt)).toMatchObject([{ by: 'crash_loop', reason: REASON }])
    expect(crashesOf('refused')).toHaveLength(3)
  })

  test('and cannot be noted is said before anything is written', async () => {
    await died('unnoted', ONE, [], ({ type }) => type === 'bars')
    rmSync(join(folderOf('unnoted'), 'crashes'))
    mkdirSync(join(folderOf('unnoted'), 'crashes'))
    const journal = () => readFileSync(join(folderOf('unnoted'), '000001.journal'))
    const before = journal()
    const { code, stdout, stderr } = await resume('unnoted')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^error: cannot read \S*unnoted.crashes: it is a folder\n/)
    expect(journal().equals(before)).toBe(true)
    expect(existsSync(join(cwd, 'plimsoll', 'data', 'plimsoll.db'))).toBe(false)
  })

  test('is a file that the other commands pass over, and that goes with its journal', async () => {
    await died('listed', ONE, [MINUTE])
    expect((await resume('listed', '--no-database')).code).toBe(0)
    expect(crashesOf('listed')).toHaveLength(2)
    expect(JSON.parse((await run('journal', 'list', '--json')).stdout)).toMatchObject([
      { session: 'listed', state: 'ended' },
    ])
    expect((await run('journal', 'verify', 'listed')).stdout).toMatch(/^listed: whole/)
    expect((await run('paper', ...ONE, '--session', 'listed')).stderr).toContain('there is a session listed already')
    expect((await run('journal', 'prune', '--keep-days', '0', '--yes')).code).toBe(0)
    expect(existsSync(folderOf('listed'))).toBe(false)
  })
})
