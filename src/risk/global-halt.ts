import { stricter, type TradingState } from './trading-state.ts'

/** An account that can be held together with others. */
export interface HeldAccount {
  holdGlobally(state: Exclude<TradingState, 'active'>, reason: string): void
  letGoGlobally(reason: string): void
}

/**
 * A person stops every account at once, and lets them go on. It comes on top of what holds each account by itself: whoever is stopped by a
 * loss stays so. Accounts that join while it holds are held as well. Each account tells the change as an event of its own.
 */
export class GlobalHalt {
  readonly #accounts: HeldAccount[] = []
  #hold: { readonly state: Exclude<TradingState, 'active'>; readonly reason: string } | undefined

  get state(): TradingState {
    return this.#hold?.state ?? 'active'
  }

  join(account: HeldAccount): void {
    this.#accounts.push(account)
    if (this.#hold !== undefined) account.holdGlobally(this.#hold.state, this.#hold.reason)
  }

  /** `by` is who, for the record. Asking for less than what holds already lets go of nothing. */
  halt(state: Exclude<TradingState, 'active'>, by: string, reason: string): void {
    if (stricter(state, this.state) !== state) return
    const hold = { state, reason: `${by}: ${reason}` }
    this.#hold = hold
    for (const account of this.#accounts) account.holdGlobally(hold.state, hold.reason)
  }

  resume(by: string, reason: string): void {
    if (this.#hold === undefined) return
    this.#hold = undefined
    for (const account of this.#accounts) account.letGoGlobally(`${by}: ${reason}`)
  }
}
