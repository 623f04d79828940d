import { PlimsollError } from '../core/errors.ts'

const REASONS: Readonly<Record<string, readonly [problem: string, cure: string]>> = {
  ENOENT: ['no such file or folder', 'Check the path; folders must exist.'],
  ENOTDIR: ['a part of the path is not a folder', 'Check the path.'],
  EISDIR: ['it is a folder', 'Give the path of a file.'],
  EEXIST: ['there is a file of that name', 'Choose another name.'],
  EACCES: ['permission denied', 'Change the permissions of the file or its folder, or choose another place.'],
  EPERM: ['permission denied', 'Change the permissions of the file or its folder, or choose another place.'],
  EROFS: ['the file system is read-only', 'Choose another place.'],
  ENOSPC: [
    'no space left on the disk',
    'Free some space or choose another place. Nothing half-written is left behind.',
  ],
  EDQUOT: [
    'the disk quota is used up',
    'Free some space or choose another place. Nothing half-written is left behind.',
  ],
  EFBIG: ['the file is larger than is allowed', 'Raise the limit (ulimit -f) or choose another place.'],
  ENAMETOOLONG: ['the name is too long', 'Choose a shorter name.'],
  EMFILE: ['too many open files', 'Close other programs or raise the limit (ulimit -n).'],
}

/** What to tell a person when reading or writing `path` failed: `cannot write out.csv: no space left on the disk`. */
export function fileError(verb: 'read' | 'write', path: string, error: unknown): PlimsollError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = error instanceof Error ? error.message : String(error)
  const [problem, cure] = REASONS[code] ?? [detail, 'Check the path and the disk.']
  return new PlimsollError('io', `cannot ${verb} ${path}: ${problem}`, cure, { cause: error })
}
