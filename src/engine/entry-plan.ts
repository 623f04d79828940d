import type { EntryPlan, OrderRequest, PositionSide } from '../core/order.ts'
import type { EntrySignal } from '../core/signal.ts'
import type { Slot } from './slot.ts'

/** An entry that a strategy wants, before risk has seen it. */
export interface Proposal {
  readonly slot: Slot
  readonly signal: EntrySignal
}

/** An entry as risk allowed it, before its order goes out. */
export interface PlannedEntry {
  readonly market: number
  readonly side: PositionSide
  readonly plan: EntryPlan
  readonly quantity: number
  /** Cash that it will bind, in quote units. */
  readonly cash: number
}

/** What `signal` of a strategy means for the position that it proposes. */
export function planOf(strategy: number, signal: EntrySignal, leverage: number, maxHoldMs: number): EntryPlan {
  const hasStopPrice = signal.stopLoss !== undefined
  const hasTargetPrice = signal.takeProfit !== undefined
  return {
    strategy,
    confidence: signal.confidence,
    reason: signal.reason,
    leverage,
    stopPrice: signal.stopLoss ?? Number.NaN,
    stopPct: hasStopPrice ? Number.NaN : (signal.stopLossPct ?? Number.NaN),
    targetPrice: signal.takeProfit ?? Number.NaN,
    targetPct: hasTargetPrice ? Number.NaN : (signal.takeProfitPct ?? Number.NaN),
    maxHoldMs: signal.maxHoldMs ?? maxHoldMs,
  }
}

/** The market order that opens a planned position. */
export function entryRequest({ market, side, plan, quantity }: PlannedEntry): OrderRequest {
  return {
    market,
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
