import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Backend } from '../backend.ts'
import { connect } from '../connect.ts'
import { parseDatabaseUrl } from '../parse-database-url.ts'

/** An empty database of a test's own. */
export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

export interface TestBackend {
  readonly backend: Backend
  /** Its name in tests; says so when no server answers. */
  readonly label: string
  readonly isThere: boolean
  make(): Promise<TestDatabase>
}

const SERVERS = { postgres: 'postgres://postgres@127.0.0.1:5432/postgres', mysql: 'mysql://root@127.0.0.1:3306/mysql' }

/** All three, the servers only where they run on this machine. */
export async function testBackends(): Promise<readonly TestBackend[]> {
  const sqlite = { backend: 'sqlite', label: 'sqlite', isThere: true, make: makeFile } as const
  return [sqlite, await probed('postgres'), await probed('mysql')]
}

async function makeFile(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-sql-'))
  return { url: join(folder, 'plimsoll.db'), drop: async () => rmSync(folder, { recursive: true }) }
}

async function probed(backend: 'postgres' | 'mysql'): Promise<TestBackend> {
  const isThere = await answers(SERVERS[backend])
  const label = isThere ? backend : `${backend} (skipped: no server answers on this machine)`
  return { backend, label, isThere, make: () => makeOnServer(SERVERS[backend]) }
}

async function answers(url: string): Promise<boolean> {
  try {
    await run(url, 'select 1')
    return true
  } catch {
    return false // the label says so
  }
}

async function makeOnServer(server: string): Promise<TestDatabase> {
  const name = `plimsoll_test_${randomBytes(6).toString('hex')}`
  await run(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = name
  return { url: url.href, drop: () => run(server, `drop database ${name}`) }
}

async function run(url: string, statement: string): Promise<void> {
  const db = await connect(parseDatabaseUrl(url), { poolSize: 1 })
  try {
    await sql.raw(statement).execute(db)
  } finally {
    await db.destroy()
  }
}
