import type { Decimal } from 'decimal.js'
import { PlimsollError } from '../../core/errors.ts'
import { parseSymbol } from '../../core/instrument.ts'
import { signOf } from '../../core/order.ts'
import type { SessionEvent } from '../../core/session-event.ts'
import { decimalOf, formatAmount, parseAmount, toAmount } from './amount.ts'
import { type HeldPosition, isFlat, NEVER_ENTERED } from './held-position.ts'
import { Ledger } from './ledger.ts'
import type { LedgerEvent, LedgerFill } from './ledger-event.ts'
import type { LedgerPosting } from './ledger-posting.ts'
import { bookEntry, bookExit, bookFunding, type Move } from './posting-rules.ts'

type Start = Extract<LedgerEvent, { type: 'started' }>
type Command = Extract<LedgerEvent, { type: 'command' }>

interface Transaction {
  readonly at: number
  readonly kind: 'capital' | 'deposit' | 'withdrawal' | 'entry' | 'exit' | 'liquidation' | 'funding'
  readonly symbol: string | null
  /** What it belongs to, for its reference. */
  readonly subject: string
  readonly moves: readonly Move[]
}

const NOTHING: readonly LedgerPosting[] = []

/**
 * The exact books of one session: takes its events in order and gives the postings of each. It keeps the positions, because what an
 * exit has earned depends on what its position cost. The same events give the same postings.
 */
export class LedgerBooks {
  readonly #ledger = new Ledger()
  readonly #positions = new Map<string, HeldPosition>()
  #session: Start | undefined
  #transactions = 0

  /** The balances so far, read-only for others: only `post` adds to them. */
  get ledger(): Omit<Ledger, 'add'> {
    return this.#ledger
  }

  /**
   * The postings of an event, which sum to zero in each asset; none when it moves no money.
   * @throws PlimsollError `data` for an event that cannot follow on those before it; the books stay as they were
   */
  post(event: LedgerEvent | SessionEvent): readonly LedgerPosting[] {
    switch (event.type) {
      case 'started':
        return this.#start(event)
      case 'command':
        return event.amount === undefined ? NOTHING : this.#deposit(event, event.amount)
      case 'fill':
        return this.#fill(event)
      case 'funding': {
        const { at, symbol } = event
        const { moves, position } = bookFunding(this.#held(symbol), event)
        return this.#commit({ at, kind: 'funding', symbol, subject: 'funding', moves }, position)
      }
      default:
        return NOTHING
    }
  }

  /** What the venue should hold of each asset: cash, margin and coins, without the profit of open perpetuals. */
  balances(): ReadonlyMap<string, Decimal> {
    return this.#ledger.venueBalances()
  }

  /**
   * All that is at the venue and what the open perpetuals would gain, in `asset`.
   * @param marks price by symbol; other assets are valued by their market in `asset`
   */
  equity(asset: string, marks: ReadonlyMap<string, number>): Decimal {
    let equity = decimalOf(0)
    for (const [held, amount] of this.balances()) equity = equity.plus(valueIn(asset, held, amount, marks))
    for (const [symbol, held] of this.#positions) {
      const { kind, quote } = parseSymbol(symbol)
      if (kind === 'spot' || isFlat(held)) continue
      const { side, quantity, contractSize, cost } = held
      const gain = quantity.times(contractSize).times(markOf(symbol, marks)).minus(cost).times(signOf(side))
      equity = equity.plus(valueIn(asset, quote, gain, marks))
    }
    return equity
  }

  #start(event: Start): readonly LedgerPosting[] {
    if (this.#session !== undefined) {
      throw new PlimsollError(
        'data',
        `session "${event.session}" starts in the books of session "${this.#session.session}"`,
        'Keep the books of each session apart, and post its events once.',
      )
    }
    const { startedAt: at, capital, quote: asset } = event
    const moves = [{ from: 'external', to: 'cash', asset, amount: toAmount(decimalOf(capital)) }]
    const postings = this.#commit({ at, kind: 'capital', symbol: null, subject: 'capital', moves })
    this.#session = event
    return postings
  }

  /** Money that comes before the first bar has the time at which the session was started. */
  #deposit(event: Command, text: string): readonly LedgerPosting[] {
    const { quote: asset, startedAt } = this.#started()
    const amount = toAmount(parseAmount(text))
    const kind = amount.isNegative() ? 'withdrawal' : 'deposit'
    const moves = [{ from: 'external', to: 'cash', asset, amount }]
    return this.#commit({ at: event.at ?? startedAt, kind, symbol: null, subject: kind, moves })
  }

  #fill(event: LedgerFill): readonly LedgerPosting[] {
    const { at, symbol, purpose, order } = event
    const held = this.#held(symbol)
    const { moves, position } = purpose === 'entry' ? bookEntry(held, event) : bookExit(held, event)
    const transaction =
      order === null
        ? ({ kind: 'liquidation', subject: 'liquidation' } as const)
        : { kind: purpose, subject: `order-${order}` }
    return this.#commit({ at, symbol, moves, ...transaction }, position)
  }

  /** Adds the transaction to the ledger, and only then takes the position after it: both or neither. */
  #commit({ at, kind, symbol, subject, moves }: Transaction, position?: HeldPosition): readonly LedgerPosting[] {
    if (kind !== 'capital') this.#started()
    const of = { at, kind, symbol, reference: `${subject}#${this.#transactions}` }
    const postings: LedgerPosting[] = []
    for (const { from, to, asset, amount } of moves) {
      if (amount.isZero()) continue
      const text = formatAmount(amount)
      postings.push({ ...of, account: from, asset, amount: text.startsWith('-') ? text.slice(1) : `-${text}` })
      postings.push({ ...of, account: to, asset, amount: text })
    }
    this.#ledger.add(postings)
    this.#transactions += 1
    if (position !== undefined && symbol !== null) this.#positions.set(symbol, position)
    return postings
  }

  #held(symbol: string): HeldPosition {
    return this.#positions.get(symbol) ?? NEVER_ENTERED
  }

  #started(): Start {
    if (this.#session !== undefined) return this.#session
    throw new PlimsollError(
      'data',
      'an event that moves money comes before the session was started',
      'Post the events of a session from its first on.',
    )
  }
}

/** `amount` of `held` in `asset`, at the price of the market of the two. */
function valueIn(asset: string, held: string, amount: Decimal, marks: ReadonlyMap<string, number>): Decimal {
  if (held === asset || amount.isZero()) return amount
  const spot = `${held}/${asset}`
  return amount.times(markOf(marks.has(spot) ? spot : `${spot}:${asset}`, marks))
}

function markOf(symbol: string, marks: ReadonlyMap<string, number>): Decimal {
  const mark = marks.get(symbol)
  if (mark !== undefined) return decimalOf(mark)
  throw new PlimsollError(
    'data',
    `the ledger is asked for its value without a price of ${symbol}`,
    'Give a mark for it.',
  )
}
