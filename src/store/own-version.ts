import { fileURLToPath } from 'node:url'
import { readTextFile } from './read-file.ts'

/** The version of Plimsoll that runs. */
export function ownVersion(): string {
  const manifest: unknown = JSON.parse(readTextFile(fileURLToPath(new URL('../../package.json', import.meta.url))))
  const isKnown = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return isKnown ? String(manifest.version) : 'unknown'
}
