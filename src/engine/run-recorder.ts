import type { PlimsollError } from '../core/errors.ts'
import type { Fill } from '../core/order.ts'
import type { Signal } from '../core/signal.ts'
import type { Trade } from '../core/trade.ts'
import type { Column } from '../market/column.ts'
import type { StateChange } from '../risk/breakers.ts'
import type { Account } from './account.ts'
import { Funnel } from './funnel.ts'
import type { Order } from './order.ts'
import type { EngineObserver, Refused } from './ports.ts'
import type { Position } from './position.ts'

/** Keeps the books of a run: the account at every close, the closed trades, and why signals came to nothing. */
export class RunRecorder implements EngineObserver {
  readonly trades: Trade[] = []
  readonly refusals = new Map<string, number>()
  readonly funnel = new Funnel()
  /** Strategies that broke their contract, by their slots. */
  readonly stopped: { readonly slot: number; readonly error: PlimsollError; readonly at: number }[] = []
  /** Every change of what the account may do. */
  readonly states: StateChange[] = []
  signals = 0
  orders = 0
  fills = 0
  /** Number of closes that the columns hold. */
  length = 0
  readonly equity: Column
  /** Number of open positions at each close; 255 stands for that or more. */
  positions: Uint8Array
  readonly #next: EngineObserver | undefined
  readonly #tradeListener: Pick<EngineObserver, 'onTrade'> | undefined

  /**
   * @param equity with room for as many closes as there will be
   * @param next another observer that is told everything too
   * @param tradeListener who hears of closed trades
   */
  constructor(equity: Column, next?: EngineObserver, tradeListener?: Pick<EngineObserver, 'onTrade'>) {
    this.equity = equity
    this.positions = new Uint8Array(equity.values.length)
    this.#next = next
    this.#tradeListener = tradeListener
  }

  /** Notes the account at a close. */
  close(account: Account): void {
    const i = this.length
    if (i >= this.positions.length) this.#grow(i + 1)
    this.equity.values[i] = account.equity
    this.positions[i] = Math.min(255, account.open.length)
    this.length = i + 1
  }

  /** Notes the account at each bar in [from, to), between which no position has changed. */
  closeBars(account: Account, closes: readonly Column[], from: number, to: number): void {
    const at = this.length
    const end = at + to - from
    if (end > this.positions.length) this.#grow(end)
    account.markBars(closes, from, to, this.equity.values, at)
    this.positions.fill(Math.min(255, account.open.length), at, end)
    this.length = end
  }

  /** Notes again what the last close came to, after the run has closed its positions. */
  closeAgain(account: Account): void {
    if (this.length === 0) return
    this.length -= 1
    this.close(account)
  }

  onSignal(slot: number, signal: Signal, at: number): void {
    this.signals += 1
    if (signal.side === 'flat') this.funnel.exitSignals += 1
    else this.funnel.entrySignals += 1
    this.#next?.onSignal(slot, signal, at)
  }

  onStopped(slot: number, error: PlimsollError, at: number): void {
    this.stopped.push({ slot, error, at })
    this.#next?.onStopped(slot, error, at)
  }

  onRefusal(refused: Refused, at: number): void {
    this.refusals.set(refused.rule, (this.refusals.get(refused.rule) ?? 0) + 1)
    this.funnel.onRefusal(refused, at)
    this.#next?.onRefusal(refused, at)
  }

  onOrder(order: Order, at: number): void {
    this.orders += 1
    if (order.isEntry) this.funnel.placed += 1
    this.#next?.onOrder(order, at)
  }

  onOrderChanged(order: Order, reason: string, at: number): void {
    this.#next?.onOrderChanged?.(order, reason, at)
  }

  onFunding(position: Position, amount: number, at: number): void {
    this.#next?.onFunding?.(position, amount, at)
  }

  onLiquidated(position: Position, fill: Fill): void {
    this.#next?.onLiquidated?.(position, fill)
  }

  onFill(order: Order, fill: Fill): void {
    this.fills += 1
    if (order.isEntry && order.filledQuantity === fill.quantity) this.#entered(order)
    this.#next?.onFill(order, fill)
  }

  onTrade(trade: Trade): void {
    this.trades.push(trade)
    this.#tradeListener?.onTrade(trade)
    this.#next?.onTrade(trade)
  }

  onState(change: StateChange): void {
    this.states.push(change)
    this.#next?.onState(change)
  }

  #entered(order: Order): void {
    this.funnel.filled += 1
    if (order.isRefused) this.funnel.filledLate += 1
  }

  #grow(capacity: number): void {
    this.equity.reserve(capacity)
    const positions = new Uint8Array(this.equity.values.length)
    positions.set(this.positions)
    this.positions = positions
  }
}
