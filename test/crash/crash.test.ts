import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { KeptFlags } from '../../src/cli/kept-session.ts'
import { findSession, flagsOf, setUpAgain } from '../../src/cli/known-session.ts'
import { sessionFlags } from '../../src/cli/paper.ts'
import { createPrng } from '../../src/core/prng.ts'
import { readJournal } from '../../src/store/journal/read-journal.ts'
import { type Database, openDatabase } from '../../src/store/sql/open-database.ts'
import { type TestDatabase, testBackends } from '../../src/store/sql/testing/test-database.ts'
import { SessionReplay } from '../../src/trader/replay-session.ts'
import { candleText } from '../cli/candle-text.ts'

// kill -9 at every step between an event and its durable record. PLIMSOLL_CRASH_RUNS=500 kills as often on each backend.

const RUNS = Number(process.env.PLIMSOLL_CRASH_RUNS ?? 2)
const SEED = Number(process.env.PLIMSOLL_CRASH_SEED ?? 1)
const LAUNCHER = fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url))
const KILL_AT = fileURLToPath(new URL('kill-at.ts', import.meta.url))
const TABLES = ['orders', 'fills', 'trades', 'signals', 'decisions', 'risk_events', 'ledger_entries'] as const

const KINDS = ['files', 'journal', 'database'] as const
type Kind = (typeof KINDS)[number]

interface Outcome {
  readonly isKilled: boolean
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `plimsoll paper …` and kills it at a step, when one is given. */
function run(
  args: readonly string[],
  cwd: string,
  kill: { readonly in: Kind; readonly at?: number },
): Promise<Outcome> {
  const env = {
    ...process.env,
    PLIMSOLL_TEST_KILL_IN: kill.in,
    ...(kill.at !== undefined && { PLIMSOLL_TEST_KILL_AT: String(kill.at) }),
  }
  return new Promise((resolve, reject) => {
    const argv = ['--import', KILL_AT, LAUNCHER, 'paper', ...args, '--speed', 'max', '--json']
    const child = spawn(process.execPath, argv, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (data) => (stdout += data))
    child.stderr.on('data', (data) => (stderr += data))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ isKilled: signal === 'SIGKILL', code, stdout, stderr }))
  })
}

const hashIn = ({ stdout }: Outcome) => String(JSON.parse(stdout).tradesHash)
const stepsIn = ({ stderr }: Outcome) => Number(/steps (\d+)/.exec(stderr)?.[1])

/** One session after another on one database, each killed until it ends. */
class Crashes {
  readonly #cwd: string
  readonly #target: TestDatabase
  readonly #random = createPrng(SEED)
  readonly #steps: Record<Kind, number> = { files: 0, journal: 0, database: 0 }
  kills = 0

  constructor(cwd: string, target: TestDatabase) {
    this.#cwd = cwd
    this.#target = target
  }

  /** What a session does that nobody kills, and how many steps that takes. */
  async undisturbed(): Promise<string> {
    const hashes: string[] = []
    for (const kind of KINDS) {
      const outcome = await run(this.#begin(`${kind}-only`), this.#cwd, { in: kind })
      this.#steps[kind] = stepsIn(outcome)
      hashes.push(hashIn(outcome))
    }
    expect(Math.min(...Object.values(this.#steps))).toBeGreaterThan(20)
    expect(new Set(hashes).size).toBe(1)
    return String(hashes[0])
  }

  /** Kills a session, then what brings it back, then lets it end. */
  async crash(session: string): Promise<string> {
    for (let attempt = 0; attempt < 8; attempt++) {
      const args = this.#hasRecords(session) ? this.#resume(session) : this.#begin(session)
      const outcome = await run(args, this.#cwd, attempt < 2 ? this.#anyStep() : { in: 'files' })
      if (outcome.isKilled) this.kills += 1
      else if (outcome.code === 0) return hashIn(outcome)
      // It was killed after its last record.
      else if (outcome.stderr.includes('has ended')) return 'ended'
      else throw new Error(outcome.stderr)
    }
    throw new Error(`${session} does not come to its end`)
  }

  #resume(session: string): string[] {
    return ['--resume', session, '--database', this.#target.url]
  }

  #begin(session: string): string[] {
    return ['-s', 'momentum', '--data-file', 'walk.csv', '--session', session, '--database', this.#target.url]
  }

  #hasRecords(session: string): boolean {
    try {
      for (const _record of readJournal(this.folderOf(session))) return true
    } catch {
      return false // killed before it had a journal
    }
    return false
  }

  folderOf(session: string): string {
    return join(this.#cwd, 'plimsoll', 'data', 'journal', session)
  }

  #anyStep(): { in: Kind; at: number } {
    const kind = KINDS[Math.floor(this.#random() * KINDS.length)] as Kind
    return { in: kind, at: 1 + Math.floor(this.#random() * this.#steps[kind]) }
  }
}

/** How many rows of each table belong to a session. */
async function rowsOf(database: Database, session: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of TABLES) {
    const { rows } = await sql<{ count: number | string }>`
      select count(*) as count from ${sql.table(table)} where session_id = (select id from sessions where name = ${session})
    `.execute(database.writer)
    counts[table] = Number(rows[0]?.count)
  }
  return counts
}

const backends = await testBackends()

describe.each(backends)('$label: a session that is killed at any step', ({ isThere, make }) => {
  test.skipIf(!isThere)(
    'loses nothing, doubles nothing, and ends as if nothing had happened',
    { timeout: 60_000 + RUNS * 60_000 },
    async () => {
      const cwd = mkdtempSync(join(tmpdir(), 'plimsoll-crash-'))
      const target = await make()
      try {
        writeFileSync(join(cwd, 'walk.csv'), candleText(9000))
        const crashes = new Crashes(cwd, target)
        const hash = await crashes.undisturbed()
        const database = await openDatabase({ url: target.url })
        try {
          const expected = await rowsOf(database, 'files-only')
          expect(expected.trades).toBeGreaterThan(20)
          for (let k = 0; k < RUNS; k++) {
            const session = `killed-${k}`
            expect(['ended', hash]).toContain(await crashes.crash(session))
            expect({ session, ...(await rowsOf(database, session)) }).toEqual({ session, ...expected })
            await expectWhole(database, session, crashes.folderOf(session))
            await expectReplayed(join(cwd, 'plimsoll'), session)
          }
        } finally {
          await database.close()
        }
        expect(crashes.kills).toBeGreaterThan(RUNS)
      } finally {
        rmSync(cwd, { recursive: true })
        await target.drop()
      }
    },
  )
})

/** A replay of the whole journal does the same. */
async function expectReplayed(userdir: string, session: string): Promise<void> {
  const known = findSession(userdir, session)
  const options = await setUpAgain(known, flagsOf<KeptFlags>(known, sessionFlags))
  const replay = new SessionReplay(known.started, options)
  expect(replay.run(known.records)).toMatchObject({ identical: true, bars: 9000 })
  expect(replay.hasEnded).toBe(true)
}

/** The chain of the journal holds, the database is where it ends, and the ledger sums to zero. */
async function expectWhole(database: Database, session: string, folder: string): Promise<void> {
  let last = 0
  for (const record of readJournal(folder)) last = record.sequence
  const row = await database.writer
    .selectFrom('sessions')
    .select('lastSequence')
    .where('name', '=', session)
    .executeTakeFirstOrThrow()
  expect({ session, sequence: row.lastSequence }).toEqual({ session, sequence: last })
  const amounts = await database.writer
    .selectFrom('ledgerEntries')
    .innerJoin('sessions', 'sessions.id', 'ledgerEntries.sessionId')
    .select('amount')
    .where('name', '=', session)
    .execute()
  expect(sumOf(amounts.map(({ amount }) => String(amount)))).toBe(0n)
}

const DECIMALS = 18

/** Exact, in units of the last of eighteen decimals. */
function sumOf(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => {
    const [whole = '', decimals = ''] = amount.split('.')
    return sum + BigInt(whole + decimals.padEnd(DECIMALS, '0').slice(0, DECIMALS))
  }, 0n)
}
