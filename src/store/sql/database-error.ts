import { type ErrorCode, PlimsollError } from '../../core/errors.ts'

type Explanation = readonly [code: ErrorCode, problem: string, cure: string]

const LOCKED: Explanation = [
  'io',
  'another process holds it locked',
  'Wait until that process is done, or stop it; then try again.',
]
const DENIED: Explanation = ['io', 'the user or the password is refused', 'Correct them in the address.']
const MISSING: Explanation = ['io', 'there is no database of that name', 'Make it first, or correct the address.']
const UNREACHABLE: Explanation = ['io', 'no server answers there', 'Start the server, or correct host and port.']
const BROKEN_OFF: Explanation = [
  'io',
  'the connection broke off',
  'Look whether the server runs. What was not committed is not there.',
]
const STRANGER: Explanation = [
  'io',
  'the server is not the one that its address names',
  'Correct the host; its certificate must be made for that name.',
]
const UNTRUSTED: Explanation = [
  'io',
  'its certificate is not trusted',
  'Name its authority in NODE_EXTRA_CA_CERTS, or do without the check: ?sslmode=require.',
]
const BUSY: Explanation = ['io', 'the server takes no more connections', 'Lower the pool sizes, or raise its limit.']
const SLOW: Explanation = [
  'io',
  'the server took too long',
  'Look at its load and at locks that are held, then try again.',
]
const FULL: Explanation = ['io', 'no space left on the disk', 'Free some space. What was not committed is not there.']
const READ_ONLY: Explanation = [
  'io',
  'it cannot be written to',
  'Change its permissions, or give the main server, not a replica.',
]
const NO_FILE: Explanation = [
  'io',
  'the file cannot be opened',
  'Check the path and its permissions; folders must exist.',
]
const BROKEN: Explanation = [
  'data',
  'the file is damaged or is no SQLite database',
  'Restore a backup: plimsoll db restore FILE.',
]
const ROW_REFUSED: Explanation = [
  'data',
  'it refuses a row',
  'A rule of the schema does not hold for the values; report it.',
]
const CONFLICT: Explanation = ['io', 'other transactions stood in the way each time', 'Try again.']

/** By SQLSTATE (PostgreSQL), number (MySQL, SQLite) or name (sockets). */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ...{ 'sqlite 5': LOCKED, 'sqlite 6': LOCKED, 'sqlite 8': READ_ONLY, 'sqlite 11': BROKEN, 'sqlite 13': FULL },
  ...{ 'sqlite 14': NO_FILE, 'sqlite 19': ROW_REFUSED, 'sqlite 26': BROKEN },
  ...{ '28P01': DENIED, '28000': DENIED, '3D000': MISSING, '53300': BUSY, '53100': FULL, '25006': READ_ONLY },
  ...{ '57014': SLOW, '55P03': LOCKED, '40001': CONFLICT, '40P01': CONFLICT },
  ...{
    '23502': ROW_REFUSED,
    '23503': ROW_REFUSED,
    '23505': ROW_REFUSED,
    '23514': ROW_REFUSED,
    '22001': ROW_REFUSED,
    '22003': ROW_REFUSED,
  },
  ...{ '1044': DENIED, '1045': DENIED, '1698': DENIED, '1049': MISSING, '1040': BUSY, '1203': BUSY, '1114': FULL },
  ...{ '1205': LOCKED, '1213': CONFLICT, '1290': READ_ONLY, '1792': READ_ONLY, '1969': SLOW, '3024': SLOW },
  ...{ '1048': ROW_REFUSED, '1062': ROW_REFUSED, '1264': ROW_REFUSED, '1364': ROW_REFUSED, '1406': ROW_REFUSED },
  ...{ '1451': ROW_REFUSED, '1452': ROW_REFUSED, '3819': ROW_REFUSED, '4025': ROW_REFUSED },
  // The server is stopped, or starts.
  ...{ '57P01': BROKEN_OFF, '57P02': BROKEN_OFF, '57P03': UNREACHABLE, '1053': BROKEN_OFF, '1927': BROKEN_OFF },
  ...{ ECONNREFUSED: UNREACHABLE, ENOTFOUND: UNREACHABLE, EAI_AGAIN: UNREACHABLE, EHOSTUNREACH: UNREACHABLE },
  ...{
    ETIMEDOUT: SLOW,
    ECONNRESET: BROKEN_OFF,
    EPIPE: BROKEN_OFF,
    PROTOCOL_CONNECTION_LOST: BROKEN_OFF,
    PROTOCOL_SEQUENCE_TIMEOUT: SLOW,
  },
}

const SERIALIZATION_FAILURES: readonly string[] = ['40001', '40P01', '1213']

/** What to tell a person when the database at `place` failed. Texts of drivers hold no password; statements are left out. */
export function databaseError(place: string, error: unknown): PlimsollError {
  if (error instanceof PlimsollError) return error
  const detail = error instanceof Error ? error.message : String(error)
  const explanation = EXPLANATIONS[codeOf(error)] ?? byWords(detail)
  const [code, problem, cure] = explanation ?? ['io', detail, 'Look at the log of the database.']
  const more = explanation === ROW_REFUSED ? ` (${detail})` : ''
  return new PlimsollError(code, `database ${place}: ${problem}${more}`, cure, { cause: error })
}

/** Some errors of drivers have no code. */
function byWords(detail: string): Explanation | undefined {
  if (/timeout/i.test(detail)) return SLOW
  if (/certificate's altnames/i.test(detail)) return STRANGER
  if (/certificate/i.test(detail)) return UNTRUSTED
  return /not queryable|closed state|connection terminated/i.test(detail) ? BROKEN_OFF : undefined
}

/** True when the server gave up a transaction only because of others that ran beside it: it may be done again. */
export function isSerializationFailure(error: unknown): boolean {
  return error instanceof Error && SERIALIZATION_FAILURES.includes(codeOf(error.cause))
}

/** True when another connection holds the lock that SQLite needs: it is free again after a while. */
export function isSqliteBusy(error: unknown): boolean {
  return codeOf(error) === 'sqlite 5'
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  // SQLite puts more of the reason into the higher bits.
  if ('errcode' in error) return `sqlite ${Number(error.errcode) & 0xff}`
  const number = 'errno' in error && Number(error.errno) > 0 ? String(error.errno) : undefined
  return number ?? ('code' in error ? String(error.code) : '')
}
