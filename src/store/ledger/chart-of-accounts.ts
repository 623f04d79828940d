import { PlimsollError } from '../../core/errors.ts'

interface AccountLine {
  /** Where the account is: money at the venue, its cost that is tied up in coins, or the other side of what came and went. */
  readonly place: 'venue' | 'cost' | 'other side'
  /** What follows the colon in its name, when there is one account for each. */
  readonly each?: 'symbol' | 'asset'
  readonly about: string
}

/** The chart of accounts. What is at the venue is above zero; the other side of money that came in is below zero. */
export const CHART_OF_ACCOUNTS = {
  cash: { place: 'venue', about: 'what is free: it can be paid out or bound by an order' },
  margin: { place: 'venue', each: 'symbol', about: 'what a position of a perpetual has locked, with its funding' },
  holdings: { place: 'venue', each: 'asset', about: 'coins that were bought on spot markets' },
  trading: {
    place: 'cost',
    each: 'symbol',
    about: 'the other side of a spot market: what the coins cost that are held, and minus those coins; zero when flat',
  },
  external: {
    place: 'other side',
    about: 'the world outside: minus all that was ever paid in, plus what was taken out',
  },
  'realised-pnl': { place: 'other side', about: 'minus the gross profit of what was closed; above zero for a loss' },
  fees: { place: 'other side', about: 'fees that were paid, in whichever asset; a rebate makes it less' },
  funding: { place: 'other side', about: 'minus the funding that was received, plus what was paid' },
} as const satisfies Readonly<Record<string, AccountLine>>

export type AccountKind = keyof typeof CHART_OF_ACCOUNTS

export const marginOf = (symbol: string): string => `margin:${symbol}`
export const holdingsOf = (asset: string): string => `holdings:${asset}`
export const tradingOf = (symbol: string): string => `trading:${symbol}`

/** The line of the chart that an account belongs to. */
export function accountKind(account: string): AccountKind {
  const end = account.indexOf(':')
  const kind = end < 0 ? account : account.slice(0, end)
  if (!isKind(kind) || 'each' in CHART_OF_ACCOUNTS[kind] !== end > 0) {
    throw new PlimsollError(
      'data',
      `the ledger has no account "${account}"`,
      `Its accounts are ${Object.keys(CHART_OF_ACCOUNTS).join(', ')}; docs/ledger.md tells what each holds.`,
    )
  }
  return kind
}

/** Whether the venue holds what is in `account`. */
export function isAtVenue(account: string): boolean {
  return CHART_OF_ACCOUNTS[accountKind(account)].place === 'venue'
}

function isKind(kind: string): kind is AccountKind {
  return Object.hasOwn(CHART_OF_ACCOUNTS, kind)
}
