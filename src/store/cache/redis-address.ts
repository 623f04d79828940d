import { PlimsollError } from '../../core/errors.ts'

/** Where a Redis is. The url itself may hold a password, so messages use `name` and pass through `redact`. */
export interface RedisAddress {
  readonly url: string
  /** Host, port and database: `127.0.0.1:6379/0`. */
  readonly name: string
  /** Takes the password out of a text, as it was typed and as it is sent. */
  redact(text: string): string
}

/** Reads a redis url that a person wrote. */
export function parseRedisUrl(url: string): RedisAddress {
  const parsed = URL.parse(url)
  if (parsed === null || !/^rediss?:$/.test(parsed.protocol) || parsed.hostname === '') {
    throw badUrl('the redis url cannot be read')
  }
  const database = parsed.pathname.replace(/^\//, '') || '0'
  // Not quoted: what follows an unescaped slash in a password is read as the database.
  if (!/^\d{1,4}$/.test(database)) throw badUrl('the redis url names a database that is no number')
  const secrets = [parsed.password, decoded(parsed.password)].filter((secret) => secret !== '')
  return {
    url,
    name: `${parsed.hostname}:${parsed.port || '6379'}/${database}`,
    redact: (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text),
  }
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password)
  } catch {
    throw badUrl('the password in the redis url has a % that stands for nothing')
  }
}

/** The message must not quote the url. */
function badUrl(what: string): PlimsollError {
  const cure =
    'Write it as redis://user:password@host:6379/0 (rediss:// for TLS), special characters of the password as %40.'
  return new PlimsollError('usage', what, cure)
}
