import { fs } from '../fs.ts'
import { FileWindow } from './file-window.ts'
import { flawError } from './journal-flaw.ts'
import { openChain } from './read-journal.ts'
import { segmentPath } from './segment-files.ts'
import { readHeader, type SegmentHeader } from './segment-header.ts'

/** What an index of the segments of a journal holds of each. */
export interface SegmentInfo {
  readonly number: number
  readonly firstSequence: number
  /** One less than `firstSequence` while it is empty. */
  readonly lastSequence: number
  readonly bytes: number
  /** Where the chain is at its end, in hex. */
  readonly hash: string
  readonly createdAt: number
  /** When the next one was begun; null for the last one. */
  readonly closedAt: number | null
}

/** The segments of a journal. Their headers and the whole of the last one are read and checked; `verifyJournal` checks all. */
export function segmentsOf(folder: string): SegmentInfo[] {
  const numbers = openChain(folder).segments
  const last = endOfSegment(folder, numbers.length)
  const headers = numbers.map((_, k) => headerOf(segmentPath(folder, k + 1)))
  return headers.map((header, k) => {
    const next = headers[k + 1]
    return {
      number: k + 1,
      firstSequence: header.firstSequence,
      lastSequence: next === undefined ? last.sequence : next.firstSequence - 1,
      bytes: next === undefined ? last.bytes : fs.statSync(segmentPath(folder, k + 1)).size,
      hash: (next === undefined ? last.hash : Buffer.from(next.previousHash)).toString('hex'),
      createdAt: header.createdAt,
      closedAt: next?.createdAt ?? null,
    }
  })
}

function endOfSegment(folder: string, segment: number) {
  const chain = openChain(folder, segment)
  while (chain.next());
  chain.close()
  if (chain.flaw !== undefined) throw flawError(chain.flaw)
  return { sequence: chain.sequence, bytes: chain.bytes, hash: chain.hash }
}

function headerOf(path: string): SegmentHeader {
  const window = new FileWindow(path)
  const header = readHeader(window)
  window.close()
  if (typeof header === 'string') throw flawError({ file: path, offset: 0, problem: header })
  return header
}
