import { join } from 'node:path'
import { listFiles } from '../list-files.ts'

const SEGMENT_FILE = /^(\d{6}|[1-9]\d{6,})\.journal$/

/** `000001.journal` in `folder`. */
export function segmentPath(folder: string, segment: number): string {
  return join(folder, `${String(segment).padStart(6, '0')}.journal`)
}

/** The numbers of the segments in a folder, ascending; none when there is no such folder. */
export function segmentNumbers(folder: string): number[] {
  return listFiles(folder)
    .flatMap((name) => {
      const digits = SEGMENT_FILE.exec(name)?.[1]
      return digits === undefined ? [] : [Number(digits)]
    })
    .sort((a, b) => a - b)
}
