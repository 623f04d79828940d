import type { Filled } from '../core/filled.ts'
import type { Instrument } from '../core/instrument.ts'
import type { EntryPlan } from '../core/order.ts'
import type { EntrySignal } from '../core/signal.ts'
import { stopPriceOf, targetPriceOf, tighterStop } from '../exits/levels.ts'
import type { ProposedEntry } from '../risk/risk-rule.ts'
import { planOf } from './entry-plan.ts'
import type { Position } from './position.ts'

/** What a signal is proposed with. */
export interface EntryAround
  extends Pick<ProposedEntry, 'at' | 'market' | 'instrument' | 'strategy' | 'price' | 'atr' | 'sizing'> {
  /** Of a perpetual: a spot market has none. */
  readonly leverage: number
  /** Longest time that the run holds a position. */
  readonly maxHoldMs: number
  /** The position that it adds to. */
  readonly held: Pick<Position, 'quantity' | 'entryPrice' | 'stopPrice'> | undefined
}

/** Writes to `entry` what `signal` means for the rules, its levels worked out as prices. Gives what it means for the position. */
export function describeEntry(signal: EntrySignal, around: EntryAround, entry: Filled<ProposedEntry>): EntryPlan {
  const { side } = signal
  const { instrument, price, held } = around
  const { tick } = instrument
  const plan = planOf(around.strategy, signal, instrument.kind === 'spot' ? 1 : around.leverage, around.maxHoldMs)
  const stop = tick.nearest(stopPriceOf(plan, side, price))
  const stopPrice = held === undefined ? stop : tighterStop(side, held.stopPrice, stop)
  entry.at = around.at
  entry.market = around.market
  entry.instrument = instrument
  entry.strategy = around.strategy
  entry.side = side
  entry.price = price
  entry.stopPrice = stopPrice
  entry.targetPrices = plan.targets.map((target) => tick.nearest(targetPriceOf(target, side, price, stopPrice)))
  entry.maxHoldMs = plan.maxHoldMs
  entry.leverage = plan.leverage
  entry.confidence = signal.confidence
  entry.sizing = around.sizing
  entry.sizeShare = signal.sizeShare ?? 1
  entry.heldQuantity = held?.quantity ?? 0
  entry.heldPrice = held?.entryPrice ?? price
  entry.atr = around.atr
  return plan
}

/** An entry to be written over; every number begins as one with a fraction, so that it is kept as a double. */
export function blankEntry(instrument: Instrument): Filled<ProposedEntry> {
  return {
    at: 0.5,
    market: 0,
    instrument,
    strategy: 0,
    side: 'long',
    price: 0.5,
    stopPrice: 0.5,
    targetPrices: [],
    maxHoldMs: 0.5,
    leverage: 0.5,
    confidence: 0.5,
    sizing: 'risk',
    sizeShare: 0.5,
    heldQuantity: 0.5,
    heldPrice: 0.5,
    atr: 0.5,
  }
}
