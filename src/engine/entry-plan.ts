import type { EntryPlan, OrderRequest, PositionSide } from '../core/order.ts'
import { type EntrySignal, type FlatSignal, targetsOf } from '../core/signal.ts'
import type { Order } from './order.ts'
import type { Slot } from './slot.ts'

/** An entry that a strategy wants, before risk has seen it. */
export interface Proposal {
  readonly slot: Slot
  readonly signal: EntrySignal
}

/** An entry as risk allowed it, before its order goes out. */
export interface PlannedEntry extends Proposal {
  readonly market: number
  readonly side: PositionSide
  readonly plan: EntryPlan
  readonly quantity: number
  /** Cash that it will bind, in quote units. */
  readonly cash: number
}

const NO_CONDITIONS: readonly string[] = []

/** What `signal` of a strategy means for the position that it proposes. It is held for `maxHoldMs` at most, whatever the signal says. */
export function planOf(strategy: number, signal: EntrySignal, leverage: number, maxHoldMs: number): EntryPlan {
  const hasStopPrice = signal.stopLoss !== undefined
  return {
    strategy,
    confidence: signal.confidence,
    reason: signal.reason,
    leverage,
    stopPrice: signal.stopLoss ?? Number.NaN,
    stopPct: hasStopPrice ? Number.NaN : (signal.stopLossPct ?? Number.NaN),
    targets: targetsOf(signal),
    adds: signal.adds === true,
    maxHoldMs: Math.min(signal.maxHoldMs ?? maxHoldMs, maxHoldMs),
    invalidWhen: signal.invalidWhen ?? NO_CONDITIONS,
    contributions: signal.contributions,
  }
}

/** The market order that opens a planned position. */
export function entryRequest({ market, side, plan, quantity }: PlannedEntry): OrderRequest {
  return {
    market,
    strategy: plan.strategy,
    side: side === 'long' ? 'buy' : 'sell',
    type: 'market',
    quantity,
    limitPrice: Number.NaN,
    triggerPrice: Number.NaN,
    trailingPct: Number.NaN,
    timeInForce: 'gtc',
    reduceOnly: false,
    leverage: plan.leverage,
    purpose: { type: 'entry', plan },
  }
}

type Held = Pick<PlannedEntry, 'side' | 'plan'>

/** Whether `signal` of `slot` wants to be out of what was planned for its market. */
export function isMeant(signal: FlatSignal, slot: Slot, held: Held | undefined): boolean {
  if (held === undefined || held.plan.strategy !== slot.strategy) return false
  return signal.from === undefined || signal.from === held.side
}

/** What `entry` was planned to open. */
export function plannedBy(entry: Order | undefined): Held | undefined {
  if (entry === undefined || entry.request.purpose.type !== 'entry') return undefined
  return { side: entry.request.side === 'buy' ? 'long' : 'short', plan: entry.request.purpose.plan }
}
