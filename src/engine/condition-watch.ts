import { PlimsollError } from '../core/errors.ts'
import type { BoundCondition } from '../exits/condition/bind-condition.ts'
import type { Account } from './account.ts'
import type { Position } from './position.ts'

/** Knows what conditions mean on a market; whoever has the indicators makes it. */
export interface ConditionBook {
  /** Conditions that hold for every position. */
  readonly always: readonly string[]
  /**
   * The condition `text` over the bars of `market`. The same text gives the same object.
   * @throws PlimsollError when it cannot be read, or names what is not known
   */
  test(market: number, text: string): BoundCondition
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
    const isMet = (text: string) => book.test(market, text).isMet(i)
    return texts.find(isMet) ?? book.always.find(isMet)
  }

  /** The first bar in [from, to) of markets that are aligned at which a condition of an open position is met, or `to`. */
  quietUntil(from: number, to: number): number {
    const book = this.#book
    let end = to
    if (book === undefined) return end
    for (const { market, plan } of this.#account.open) {
      for (const text of plan.invalidWhen) end = book.test(market, text).firstMet(from, end)
      for (const text of book.always) end = book.test(market, text).firstMet(from, end)
    }
    return end
  }
}

/** A condition that nobody can read must not be forgotten. */
function refuseUnread([first]: readonly string[]): never {
  const cure = 'Set `writesConditions: true` in the definition of the strategy.'
  throw new PlimsollError('strategy', `the condition "${first}" cannot be read in this run`, cure)
}
