import { rootCertificates } from 'node:tls'
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

/** The `ssl` setting of both drivers. */
export function tlsOf({ sslmode }: ServerLocation): { rejectUnauthorized: boolean; ca?: string[] } | undefined {
  if (sslmode === 'disable') return undefined
  return sslmode === 'require' ? { rejectUnauthorized: false } : { rejectUnauthorized: true, ca: [...rootCertificates] }
}
