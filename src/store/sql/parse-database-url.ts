import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { PlimsollError } from '../../core/errors.ts'

export interface SqliteLocation {
  readonly backend: 'sqlite'
  readonly path: string
  /** What messages call it. */
  readonly place: string
}

export interface ServerLocation {
  readonly backend: 'postgres' | 'mysql'
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string | undefined
  readonly database: string
  /** `require` encrypts, `verify-full` also checks who answers. */
  readonly sslmode: SslMode
  /** What messages call it: never with the password. */
  readonly place: string
}

export type DatabaseLocation = SqliteLocation | ServerLocation

const SSL_MODES = ['disable', 'require', 'verify-full'] as const
type SslMode = (typeof SSL_MODES)[number]

const SERVERS: Readonly<Record<string, readonly [backend: 'postgres' | 'mysql', port: number, user: string]>> = {
  postgres: ['postgres', 5432, 'postgres'],
  postgresql: ['postgres', 5432, 'postgres'],
  mysql: ['mysql', 3306, 'root'],
  mariadb: ['mysql', 3306, 'root'],
}
const FORMS = 'Use a path, sqlite:PATH, postgres://USER@HOST/DATABASE or mysql://USER@HOST/DATABASE.'
const ESCAPES = 'Write % as %25, @ as %40, : as %3A, / as %2F, ? as %3F and # as %23 in user and password.'

/** Where the database `url` is. Its password is in `password` alone: no message ever quotes the url itself. */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  // One letter and a colon is a drive of Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === undefined) return sqliteAt(refuseAddress(url))
  if (scheme === 'sqlite') return sqliteAt(url.slice('sqlite:'.length))
  const server = SERVERS[scheme]
  if (server === undefined) throw usage(`"${scheme}:" is no database that Plimsoll knows`)
  return serverAt(url, scheme, server)
}

function sqliteAt(path: string): SqliteLocation {
  if (path === '') throw usage('the path of the database is empty')
  const isMemory = path === ':memory:'
  return { backend: 'sqlite', path: isMemory ? path : resolve(path), place: isMemory ? 'the database in memory' : path }
}

function serverAt(
  url: string,
  scheme: string,
  [backend, usualPort, usualUser]: (typeof SERVERS)[string],
): ServerLocation {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !url.slice(scheme.length).startsWith('://') || isSplit(parsed)) {
    throw usage(`the ${scheme}: address of the database cannot be read`, `${FORMS} ${ESCAPES}`)
  }
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1'
  const port = parsed.port === '' ? usualPort : Number(parsed.port)
  const user = decoded(parsed.username) || usualUser
  const database = decoded(parsed.pathname.slice(1))
  const place = `${scheme}://${user}@${host}:${port}/${database}`
  if (database === '' || database.includes('/')) throw usage(`${place} names no database`)
  const password = parsed.password === '' ? undefined : decoded(parsed.password)
  return { backend, host, port, user, password, database, sslmode: sslmodeOf(parsed, host, place), place }
}

/** Where a password holds one of / ? #, its rest is taken for the path and so on: nothing of such an address may be quoted. */
function isSplit({ pathname, search, hash }: URL): boolean {
  return hash !== '' || /@/.test(`${pathname}${search}`)
}

/** The path of a file; an address without its scheme would be quoted with its password. */
function refuseAddress(path: string): string {
  if (/\/\/[^/]*:.*@/.test(path)) throw usage('the address of the database has no scheme')
  return path
}

/** A password that crosses a network is encrypted, and sent only to who proves to be the server, unless the address says otherwise. */
function sslmodeOf({ searchParams }: URL, host: string, place: string): SslMode {
  for (const key of searchParams.keys()) {
    if (key !== 'sslmode') throw usage(`${place}: unknown setting "${key}" in the address`, 'Only sslmode is known.')
  }
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.')
  const text = searchParams.get('sslmode')
  if (text === null) return isLocal ? 'disable' : verified(host, place)
  const mode = SSL_MODES.find((one) => one === text)
  if (mode === 'verify-full') return verified(host, place)
  if (mode === undefined) throw usage(`${place}: unknown sslmode "${text}"`, `Use ${SSL_MODES.join(' or ')}.`)
  return mode
}

/** The drivers compare certificates with names alone: for an address they take any that is for `localhost`. */
function verified(host: string, place: string): SslMode {
  if (isIP(host) === 0) return 'verify-full'
  const cure = 'Give the name of the host that its certificate is for, or add ?sslmode=require or ?sslmode=disable.'
  throw usage(`${place}: the certificate of ${host}, an address without a name, cannot be checked`, cure)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) throw usage('the address of the database holds a % that means nothing', ESCAPES)
    throw error
  }
}

function usage(message: string, cure = FORMS): PlimsollError {
  return new PlimsollError('usage', message, cure)
}
