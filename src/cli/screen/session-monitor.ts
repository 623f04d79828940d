import type { PlimsollError } from '../../core/errors.ts'
import type { Fill } from '../../core/order.ts'
import type { Signal } from '../../core/signal.ts'
import type { Trade } from '../../core/trade.ts'
import type { Order } from '../../engine/order.ts'
import type { EngineObserver, Refused } from '../../engine/ports.ts'
import type { StateChange } from '../../risk/breakers.ts'

/** Something that happened, as a person reads it. */
export interface Happening {
  readonly at: number
  readonly kind: 'signal' | 'stopped' | 'refusal' | 'order' | 'fill' | 'trade' | 'state'
  readonly symbol: string
  readonly text: string
}

/** Names that the engine knows by number. */
export interface SessionNames {
  /** Symbol and strategy of each slot. */
  readonly slots: readonly { readonly symbol: string; readonly strategy: string }[]
  readonly symbols: readonly string[]
}

/** Entries that are kept of each kind: as many as a tall screen can show. */
const KEPT = 40

/** Watches a session and keeps the last of everything for the screen. */
export class SessionMonitor implements EngineObserver {
  readonly signals: Happening[] = []
  readonly orders: Happening[] = []
  readonly refusals = new Map<string, number>()
  readonly #names: SessionNames
  readonly #onHappening: (happening: Happening) => void
  #lastRefusal = ''

  /** @param onHappening is told of everything as it happens */
  constructor(names: SessionNames, onHappening: (happening: Happening) => void = () => {}) {
    this.#names = names
    this.#onHappening = onHappening
  }

  onSignal(slot: number, signal: Signal, at: number): void {
    const { symbol, strategy } = this.#names.slots[slot] ?? { symbol: '?', strategy: '?' }
    this.#keep(this.signals, { at, kind: 'signal', symbol, text: `${strategy}: ${signal.side}, ${signal.reason}` })
  }

  onStopped(slot: number, error: PlimsollError, at: number): void {
    const { symbol } = this.#names.slots[slot] ?? { symbol: '?' }
    this.#keep(this.signals, { at, kind: 'stopped', symbol, text: error.message })
  }

  onRefusal({ symbol, rule, reason }: Refused, at: number): void {
    this.refusals.set(rule, (this.refusals.get(rule) ?? 0) + 1)
    const text = `${rule}: ${reason}`
    if (`${symbol} ${rule}` === this.#lastRefusal) return
    this.#lastRefusal = `${symbol} ${rule}`
    this.#onHappening({ at, kind: 'refusal', symbol, text })
  }

  onOrder({ id, request }: Order, at: number): void {
    const { side, type, quantity, triggerPrice, limitPrice } = request
    const price = Number.isNaN(triggerPrice) ? limitPrice : triggerPrice
    const text = `#${id} ${side} ${quantity} ${type}${Number.isNaN(price) ? '' : ` at ${price}`}${request.reduceOnly ? ' (reduce only)' : ''}`
    this.#keep(this.orders, { at, kind: 'order', symbol: this.#symbol(request.market), text })
  }

  onFill({ id, request }: Order, fill: Fill): void {
    const text = `#${id} ${request.side} ${fill.quantity} filled at ${round(fill.price)}, fee ${round(fill.fee)}`
    this.#keep(this.orders, { at: fill.at, kind: 'fill', symbol: this.#symbol(request.market), text })
  }

  onTrade({ symbol, side, pnl, exitReason, exitAt, strategy }: Trade): void {
    const text = `${strategy}: ${side} closed by ${exitReason}, ${pnl >= 0 ? '+' : ''}${pnl.toFixed(2)}`
    this.#keep(this.orders, { at: exitAt, kind: 'trade', symbol, text })
  }

  onState({ from, to, reason, at }: StateChange): void {
    this.#keep(this.signals, { at, kind: 'state', symbol: 'account', text: `${from} -> ${to}: ${reason}` })
  }

  #symbol(market: number): string {
    return this.#names.symbols[market] ?? '?'
  }

  #keep(list: Happening[], happening: Happening): void {
    list.push(happening)
    if (list.length > KEPT) list.shift()
    this.#onHappening(happening)
  }
}

function round(value: number): number {
  return Number(value.toPrecision(7))
}
