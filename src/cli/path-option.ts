import { USER_FOLDER, userFolder } from '../store/user-folder.ts'

/** What a suggested command line must add to find the strategies of `folder`: nothing for the usual one. */
export function pathOption(folder: string): string {
  if (folder === userFolder(USER_FOLDER).strategies) return ''
  return ` --strategy-path ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`
}
