import { getCACertificates } from 'node:tls'
import type { ServerLocation } from '../parse-database-url.ts'

/** Bounds of a connection to a server. */
export interface ServerSettings {
  readonly poolSize: number
  readonly connectTimeoutMs: number
  /** Longest run of one statement. */
  readonly statementTimeoutMs: number
  /** Longest wait for a row or table that another transaction holds. */
  readonly lockTimeoutMs: number
  readonly isReadOnly: boolean
}

/** What a statement may take longer than its server allows before the connection counts as dead. */
export const DEAD_AFTER_MS = 5_000

interface Tls {
  readonly rejectUnauthorized: boolean
  /** Whether the certificate has to be that of the host: without it the driver of MySQL takes one of anybody. */
  readonly verifyIdentity?: boolean
  readonly ca?: string[]
}

/** The `ssl` setting of both drivers. Authorities that `NODE_EXTRA_CA_CERTS` names are trusted too. */
export function tlsOf({ sslmode }: ServerLocation): Tls | undefined {
  if (sslmode === 'disable') return undefined
  if (sslmode === 'require') return { rejectUnauthorized: false }
  return { rejectUnauthorized: true, verifyIdentity: true, ca: getCACertificates('default') }
}
