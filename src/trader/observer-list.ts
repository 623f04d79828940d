import type { PlimsollError } from '../core/errors.ts'
import type { Fill } from '../core/order.ts'
import type { Signal } from '../core/signal.ts'
import type { Trade } from '../core/trade.ts'
import type { Order } from '../engine/order.ts'
import type { EngineObserver, Refused } from '../engine/ports.ts'
import type { Position } from '../engine/position.ts'
import type { StateChange } from '../risk/breakers.ts'

/** Tells several observers, in the order in which they came. */
export class ObserverList implements EngineObserver {
  readonly #observers: EngineObserver[]

  constructor(observers: readonly EngineObserver[]) {
    this.#observers = [...observers]
  }

  /** `observer` is told what happens from here on. */
  add(observer: EngineObserver | undefined): void {
    if (observer !== undefined) this.#observers.push(observer)
  }

  onSignal(slot: number, signal: Signal, at: number): void {
    for (const one of this.#observers) one.onSignal(slot, signal, at)
  }

  onStopped(slot: number, error: PlimsollError, at: number): void {
    for (const one of this.#observers) one.onStopped(slot, error, at)
  }

  onRefusal(refused: Refused, at: number): void {
    for (const one of this.#observers) one.onRefusal(refused, at)
  }

  onOrder(order: Order, at: number): void {
    for (const one of this.#observers) one.onOrder(order, at)
  }

  onOrderChanged(order: Order, reason: string, at: number): void {
    for (const one of this.#observers) one.onOrderChanged?.(order, reason, at)
  }

  onFill(order: Order, fill: Fill): void {
    for (const one of this.#observers) one.onFill(order, fill)
  }

  onFunding(position: Position, amount: number, at: number): void {
    for (const one of this.#observers) one.onFunding?.(position, amount, at)
  }

  onLiquidated(position: Position, fill: Fill): void {
    for (const one of this.#observers) one.onLiquidated?.(position, fill)
  }

  onTrade(trade: Trade): void {
    for (const one of this.#observers) one.onTrade(trade)
  }

  onState(change: StateChange): void {
    for (const one of this.#observers) one.onState(change)
  }
}
