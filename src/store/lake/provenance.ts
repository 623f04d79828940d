import { PlimsollError } from '../../core/errors.ts'
import { formatLakeKey, type LakeKey } from './lake-key.ts'

/** Where candles come from: an exchange, a generator, or a paper account. */
export const PROVENANCES = ['real', 'synthetic', 'paper'] as const

export type Provenance = (typeof PROVENANCES)[number]

/** One key holds candles of one provenance: a mixture could be told apart by nobody later. */
export function refuseMixture(key: LakeKey, has: Provenance, given: Provenance): void {
  if (has === given) return
  throw new PlimsollError(
    'data',
    `the candles ${formatLakeKey(key)} are ${has}, and these are ${given}: one place does not hold both`,
    'Put them into another lake (--datadir).',
  )
}
