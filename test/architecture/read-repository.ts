import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface TextFile {
  /** From the repository's root, with `/`. */
  readonly path: string
  readonly text: string
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TEXT = /\.(ts|tsx|js|mjs|json|md|yml|yaml|html|css|c|h|sh|csv)$|\/run$|^LICENSE$/
const SKIPPED = new Set(['node_modules', '.git', 'coverage', 'reports', 'bench/data', 'package-lock.json'])

/** The text files of the repository below `folder`, without what is installed, generated or not committed. */
export function readRepository(folder = ''): TextFile[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = relative(ROOT, join(ROOT, folder, entry.name)).replaceAll('\\', '/')
    if (SKIPPED.has(path) || SKIPPED.has(entry.name)) return []
    if (entry.isDirectory()) return readRepository(path)
    return entry.isFile() && TEXT.test(path) ? [{ path, text: readFileSync(join(ROOT, path), 'utf8') }] : []
  })
}
