import { join } from 'node:path'
import { makeFolder } from '../../store/make-folder.ts'
import { userFolder } from '../../store/user-folder.ts'
import { writeFileAtomically } from '../../store/write-file.ts'

/** Writes an export to `out`, or under its usual name into the folder for exports, which is made; gives the path. */
export function writeExport(
  content: string,
  { out, userdir, name }: { readonly out: string | undefined; readonly userdir: string; readonly name: string },
): string {
  const { exports: folder } = userFolder(userdir)
  if (out === undefined) makeFolder(folder)
  const path = out ?? join(folder, name)
  writeFileAtomically(path, content)
  return path
}
