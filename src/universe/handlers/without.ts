import { COIN_GROUPS, type CoinGroup } from '../coin-groups.ts'
import type { Candidate, Handler } from '../universe.ts'

interface WithoutOptions {
  readonly groups?: readonly CoinGroup[] | undefined
  /** Coins of one's own choice: `DOGE`. */
  readonly bases?: readonly string[] | undefined
}

/** Takes out coins by what they are. */
export function without({ groups = [], bases = [] }: WithoutOptions): Handler {
  const groupOf = ({ instrument }: Candidate) => groups.find((group) => COIN_GROUPS[group].coins.has(instrument.base))
  return {
    name: 'without',
    apply: (candidates) =>
      candidates.filter((candidate) => groupOf(candidate) === undefined && !bases.includes(candidate.instrument.base)),
    explain: (candidate) => {
      const { symbol, instrument } = candidate
      const group = groupOf(candidate)
      const what = group === undefined ? 'one of the coins to leave out' : COIN_GROUPS[group].oneIs
      return `${symbol}: ${instrument.base} is ${what}`
    },
  }
}
