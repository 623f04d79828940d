import type { Handler } from '../universe.ts'

interface OffsetOptions {
  readonly skip: number
  readonly take?: number | undefined
}

/** A part of the candidates as they stand: for two accounts that share a list. */
export function offset({ skip, take = Number.POSITIVE_INFINITY }: OffsetOptions): Handler {
  const part = take === Number.POSITIVE_INFINITY ? 'those' : `the ${take}`
  return {
    name: 'offset',
    apply: (candidates) => candidates.slice(skip, skip + take),
    explain: ({ symbol }) => `${symbol}: is not among ${part} behind the first ${skip}`,
  }
}
