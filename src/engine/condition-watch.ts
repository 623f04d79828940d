import { PlimsollError } from '../core/errors.ts'
import type { Account } from './account.ts'
import type { Position } from './position.ts'

/** Knows what conditions mean on a market; whoever has the indicators makes it. */
export interface ConditionBook {
  /** Conditions that hold for every position. */
  readonly always: readonly string[]
  /**
   * Whether the condition `text` is met at the bar of `market` at `position`. The same text gives the same function.
   * @throws PlimsollError when it cannot be read, or names what is not known
   */
  test(market: number, text: string): (position: number) => boolean
}

/** Watches the conditions under which positions are no longer what they were entered for. They are looked at when bars close. */
export class ConditionWatch {
  readonly #account: Account
  readonly #book: ConditionBook | undefined

  constructor(account: Account, book: ConditionBook | undefined) {
    this.#account = account
    this.#book = book
  }

  /** The first condition of `position` that is met at bar `i` of its market, undefined when none is. */
  met(position: Position, i: number): string | undefined {
    return this.firstMet(position.market, position.plan.invalidWhen, i)
  }

  /** The first of `texts`, and of those that always hold, that is met at bar `i` of `market`. */
  firstMet(market: number, texts: readonly string[], i: number): string | undefined {
    const book = this.#book
    if (book === undefined) return texts.length === 0 ? undefined : refuseUnread(texts)
    const isMet = (text: string) => book.test(market, text)(i)
    return texts.find(isMet) ?? book.always.find(isMet)
  }

  /** The first bar in [from, to) of markets that are aligned at which a condition of an open position is met, or `to`. */
  quietUntil(from: number, to: number): number {
    const book = this.#book
    let end = to
    if (book === undefined) return end
    for (const { market, plan } of this.#account.open) {
      for (const text of plan.invalidWhen) end = firstIn(book.test(market, text), from, end)
      for (const text of book.always) end = firstIn(book.test(market, text), from, end)
    }
    return end
  }
}

/** The first bar in [from, to) at which `isMet`, or `to`. */
function firstIn(isMet: (position: number) => boolean, from: number, to: number): number {
  let i = from
  while (i < to && !isMet(i)) i++
  return i
}

/** A condition that nobody can read must not be forgotten. */
function refuseUnread([first]: readonly string[]): never {
  const cure = 'Set `writesConditions: true` in the definition of the strategy.'
  throw new PlimsollError('strategy', `the condition "${first}" cannot be read in this run`, cure)
}
