import type { PlimsollError } from '../core/errors.ts'
import type { Instrument } from '../core/instrument.ts'
import type { Fill, OrderRequest } from '../core/order.ts'
import type { OrderFilled, OrderSent, PositionSeen, SessionEvent } from '../core/session-event.ts'
import { type Signal, targetsOf } from '../core/signal.ts'
import type { Trade } from '../core/trade.ts'
import type { Order } from '../engine/order.ts'
import type { EngineObserver, Refused } from '../engine/ports.ts'
import type { Position } from '../engine/position.ts'
import type { StateChange } from '../risk/breakers.ts'
import type { RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'

/** Turns what an engine tells into the events of a session, in names instead of numbers. */
export class SessionEvents implements EngineObserver {
  readonly #instruments: readonly Instrument[]
  readonly #strategies: readonly string[]
  readonly #sink: (event: SessionEvent) => void

  constructor({ markets, strategies }: RunOptions, sink: (event: SessionEvent) => void) {
    this.#instruments = markets.map(({ instrument }) => instrument)
    this.#strategies = strategies.map(({ definition }) => definition.name)
    this.#sink = sink
  }

  onSignal(slot: number, signal: Signal, at: number): void {
    const isEntry = signal.side !== 'flat'
    this.#sink({
      type: 'signal',
      at,
      ...this.#namesOfSlot(slot),
      side: signal.side,
      confidence: isEntry ? signal.confidence : null,
      stopPrice: isEntry ? (signal.stopLoss ?? null) : null,
      stopPct: isEntry ? (signal.stopLossPct ?? null) : null,
      targets: isEntry ? targetsOf(signal) : [],
      reason: signal.reason,
    })
  }

  onStopped(slot: number, error: PlimsollError, at: number): void {
    this.#sink({ type: 'stopped', at, ...this.#namesOfSlot(slot), error: error.message })
  }

  onRefusal({ symbol, strategy, stage, rule, reason }: Refused, at: number): void {
    this.#sink({ type: 'refusal', at, symbol, strategy: this.#strategyOf(strategy), stage, rule, reason })
  }

  onOrder({ id, request }: Order, at: number): void {
    this.#sink({
      type: 'order',
      at,
      order: id,
      symbol: this.#instrument(request).symbol,
      strategy: this.#strategyOf(request.strategy),
      side: request.side,
      orderType: request.type,
      quantity: request.quantity,
      limitPrice: finite(request.limitPrice),
      triggerPrice: finite(request.triggerPrice),
      trailingPct: finite(request.trailingPct),
      timeInForce: request.timeInForce,
      reduceOnly: request.reduceOnly,
      leverage: request.leverage,
      ...purposeOf(request),
    })
  }

  onOrderChanged({ id, status }: Order, reason: string, at: number): void {
    this.#sink({ type: 'orderChanged', at, order: id, status, reason })
  }

  onFill({ id, request }: Order, fill: Fill): void {
    const isEntry = request.purpose.type === 'entry'
    this.#sink({
      ...this.#fillOf(this.#instrument(request), fill),
      order: id,
      side: request.side,
      positionSide: (request.side === 'buy') === isEntry ? 'long' : 'short',
      purpose: request.purpose.type,
      leverage: request.leverage,
    })
  }

  onLiquidated(position: Position, fill: Fill): void {
    const { side, plan } = position
    this.#sink({
      ...this.#fillOf(this.#instrument(position), fill),
      order: null,
      side: side === 'long' ? 'sell' : 'buy',
      positionSide: side,
      purpose: 'exit',
      leverage: plan.leverage,
    })
  }

  onFunding(position: Position, amount: number, at: number): void {
    const { symbol, quote } = this.#instrument(position)
    this.#sink({ type: 'funding', at, symbol, amount, asset: quote })
  }

  onTrade(trade: Trade): void {
    this.#sink({ type: 'trade', at: trade.exitAt, trade })
  }

  onState({ from, to, cause, reason, at }: StateChange): void {
    this.#sink({ type: 'state', at, from, to, cause, reason })
  }

  /** Tells how the account of `run` stands, whose last bar closed at `at`. */
  seeAccount({ engine, recorder }: SimulatedRun, at: number): void {
    const { account, marks } = engine
    this.#sink({
      type: 'account',
      at: finite(at),
      moments: recorder.length,
      equity: account.equity,
      cash: account.cash,
      positions: account.open.map((position) => this.#seen(position, marks[position.market] as number)),
    })
  }

  #seen(position: Position, price: number): PositionSeen {
    return {
      symbol: this.#instrument(position).symbol,
      strategy: this.#strategyOf(position.plan.strategy),
      side: position.side,
      quantity: position.quantity,
      contractSize: position.contractSize,
      entryPrice: position.entryPrice,
      price: finite(price),
      unrealisedPnl: finite(position.unrealised(price)),
      margin: position.margin,
      stopPrice: finite(position.stopPrice),
      targetPrice: finite(position.targetPrice),
      openedAt: position.openedAt,
    }
  }

  #fillOf(
    { symbol, contractSize, quote }: Instrument,
    { at, quantity, price, fee, slippage, liquidity }: Fill,
  ): Omit<OrderFilled, 'order' | 'side' | 'positionSide' | 'purpose' | 'leverage'> {
    return { type: 'fill', at, symbol, quantity, contractSize, price, fee, feeAsset: quote, slippage, liquidity }
  }

  /** Slots stand market by market, with every strategy in each. */
  #namesOfSlot(slot: number): { readonly symbol: string; readonly strategy: string } {
    const strategies = this.#strategies.length
    const symbol = this.#instruments[Math.floor(slot / strategies)]?.symbol ?? ''
    return { symbol, strategy: this.#strategyOf(slot % strategies) }
  }

  #instrument({ market }: { readonly market: number }): Instrument {
    return this.#instruments[market] as Instrument
  }

  #strategyOf(strategy: number): string {
    return this.#strategies[strategy] ?? ''
  }
}

function purposeOf({ purpose }: OrderRequest): Pick<OrderSent, 'purpose' | 'exitReason' | 'plan'> {
  if (purpose.type === 'exit') return { purpose: 'exit', exitReason: purpose.reason, plan: null }
  const { reason, confidence, stopPrice, stopPct, targets } = purpose.plan
  const plan = { reason, confidence, stopPrice: finite(stopPrice), stopPct: finite(stopPct), targets }
  return { purpose: 'entry', exitReason: null, plan }
}

/** JSON has no word for what is not known or has no end. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
