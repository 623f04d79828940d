import type { ChainReader } from './chain-reader.ts'
import type { JournalFlaw } from './journal-flaw.ts'
import { openChain } from './read-journal.ts'

/** What the check of a whole journal came to; up to the flaw when there is one. */
export interface JournalReport {
  readonly session: string
  readonly segments: number
  readonly records: number
  /** What was checked. */
  readonly bytes: number
  /** Bytes of a frame that a crash cut off; the next writer removes them. 0 for none. */
  readonly tornBytes: number
  /** Hash of the last frame, in hex. */
  readonly hash: string
  readonly flaw: JournalFlaw | undefined
}

/**
 * Checks every byte of a journal, also while it is written. Changes nothing.
 * @param onFrame told at the end of each frame that was found right
 */
export function verifyJournal(
  folder: string,
  onFrame?: (end: Pick<ChainReader, 'sequence' | 'hash'>) => void,
): JournalReport {
  const chain = openChain(folder)
  try {
    while (chain.next()) onFrame?.(chain)
    const { session, segment, sequence, bytes, tornBytes, hash, flaw } = chain
    return { session, segments: segment, records: sequence, bytes, tornBytes, hash: hash.toString('hex'), flaw }
  } finally {
    chain.close()
  }
}
