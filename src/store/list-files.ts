import { fileError } from './file-error.ts'
import { fs } from './fs.ts'

/** The names of the files in a folder, in alphabetical order; none when there is no such folder. */
export function listFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  try {
    return fs.readdirSync(folder).sort()
  } catch (error) {
    throw fileError('read', folder, error)
  }
}
