import { statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { readTextFile } from '../store/read-file.ts'

/** What a file names of others by their place: imports, exports, and URLs of files that it reads. */
const NAMED = [
  /^\s*(?:import|export)\b[^'"]*?\bfrom\s*(['"])(?<path>\.[^'"]+)\1/gm,
  /^\s*import\s*(['"])(?<path>\.[^'"]+)\1/gm,
  /\bimport\(\s*(['"])(?<path>\.[^'"]+)\1/g,
  /\bnew URL\(\s*(['"])(?<path>\.[^'"]+)\1\s*,\s*import\.meta\.url/g,
]
const CODE = /\.[cm]?[jt]s$/

/** A file of a user's own strategies, and where it stands among the others. */
export interface StrategyFile {
  readonly path: string
  /** From the folder that holds all of them. */
  readonly place: string
}

/**
 * The files that `strategies` are in, those first, and every file that they import or name by its place, wherever it is.
 * Packages are not among them.
 */
export function strategyFiles(strategies: readonly string[]): readonly StrategyFile[] {
  const paths = new Set(strategies.map((path) => resolve(path)))
  // A set also gives what is added while it is gone through.
  for (const path of paths) if (CODE.test(path)) for (const named of namedIn(path)) paths.add(named)
  const root = commonFolder([...paths].map(dirname))
  return Array.from(paths, (path) => ({ path, place: relative(root, path) }))
}

/** A name without a file stands in a comment or a text: the strategy was loaded, so nothing is missing. */
function namedIn(path: string): readonly string[] {
  const text = readTextFile(path)
  return NAMED.flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ groups }) => resolve(dirname(path), groups?.path ?? ''))
    .filter((named) => statSync(named, { throwIfNoEntry: false })?.isFile() === true)
}

function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => folder.split(sep))
  const end = first.findIndex((part, k) => others.some((parts) => parts[k] !== part))
  return (end < 0 ? first : first.slice(0, end)).join(sep) || sep
}
