import { fileURLToPath } from 'node:url'
import { PlimsollError } from '../../../core/errors.ts'

/** Where a lake is: in a folder, or in a bucket of an object store under a URL without a slash at its end. */
export type LakeRoot =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'bucket'; readonly url: string }

/** What DuckDB reads and writes through its extension httpfs. */
const SCHEMES = ['s3', 'gs', 'gcs', 'r2']

/** Reads the place of a lake as a person gives it: a folder, `file:///data/candles` or `s3://bucket/candles`. */
export function parseLakeRoot(text: string): LakeRoot {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]+):\/\/(.*)$/i.exec(text) ?? []
  if (scheme === undefined) return { kind: 'folder', path: text }
  if (scheme.toLowerCase() === 'file') return { kind: 'folder', path: fileURLToPath(text) }
  if (!SCHEMES.includes(scheme.toLowerCase())) {
    throw new PlimsollError(
      'usage',
      `a lake cannot be in "${text}"`,
      `Give a folder or a URL that begins with ${SCHEMES.map((one) => `${one}://`).join(', ')}.`,
    )
  }
  const path = rest.replace(/\/+$/, '')
  if (/^[a-z0-9][a-z0-9._-]*(\/[^/?*[\]#\s]+)*$/i.test(path))
    return { kind: 'bucket', url: `${scheme.toLowerCase()}://${path}` }
  throw new PlimsollError('usage', `"${text}" names no bucket`, 'Write it as in s3://bucket/candles.')
}
