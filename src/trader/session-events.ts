import type { PlimsollError } from '../core/errors.ts'
import type { Instrument } from '../core/instrument.ts'
import type { EntryPlan, Fill } from '../core/order.ts'
import type { OrderFilled, PlanTold, PositionSeen, SessionEvent } from '../core/session-event.ts'
import { type Signal, targetsOf } from '../core/signal.ts'
import type { Trade } from '../core/trade.ts'
import type { Order } from '../engine/order.ts'
import type { EngineObserver, Refused } from '../engine/ports.ts'
import type { Position } from '../engine/position.ts'
import type { StateChange } from '../risk/breakers.ts'
import type { RunOptions, SimulatedRun } from '../simulation/simulated-run.ts'

/** Where a fill came from. */
type FillCause = Pick<OrderFilled, 'order' | 'side' | 'positionSide' | 'purpose' | 'leverage'>

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
      symbol: this.#symbolOf(slot),
      strategy: this.#strategyOf(slot % this.#strategies.length),
      side: signal.side,
      confidence: isEntry ? signal.confidence : null,
      stopPrice: isEntry ? (signal.stopLoss ?? null) : null,
      stopPct: isEntry ? (signal.stopLossPct ?? null) : null,
      targets: isEntry ? targetsOf(signal) : [],
      reason: signal.reason,
    })
  }

  onStopped(slot: number, error: PlimsollError, at: number): void {
    const strategy = this.#strategyOf(slot % this.#strategies.length)
    this.#sink({ type: 'stopped', at, symbol: this.#symbolOf(slot), strategy, error: error.message })
  }

  onRefusal({ symbol, strategy, stage, rule, reason }: Refused, at: number): void {
    this.#sink({ type: 'refusal', at, symbol, strategy: this.#strategyOf(strategy), stage, rule, reason })
  }

  onOrder({ id, request }: Order, at: number): void {
    const { purpose } = request
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
      purpose: purpose.type,
      exitReason: purpose.type === 'exit' ? purpose.reason : null,
      plan: purpose.type === 'entry' ? planOf(purpose.plan) : null,
    })
  }

  onOrderChanged({ id, status }: Order, reason: string, at: number): void {
    this.#sink({ type: 'orderChanged', at, order: id, status, reason })
  }

  onFill({ id, request }: Order, fill: Fill): void {
    const { side, leverage } = request
    const purpose = request.purpose.type
    const positionSide = (side === 'buy') === (purpose === 'entry') ? 'long' : 'short'
    this.#tellFill(this.#instrument(request), fill, { order: id, side, positionSide, purpose, leverage })
  }

  onLiquidated(position: Position, fill: Fill): void {
    const { side: positionSide, plan } = position
    const side = positionSide === 'long' ? 'sell' : 'buy'
    const cause = { order: null, side, positionSide, purpose: 'exit', leverage: plan.leverage } as const
    this.#tellFill(this.#instrument(position), fill, cause)
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

  #tellFill({ symbol, contractSize, quote }: Instrument, fill: Fill, cause: FillCause): void {
    this.#sink({
      type: 'fill',
      at: fill.at,
      symbol,
      quantity: fill.quantity,
      contractSize,
      price: fill.price,
      fee: fill.fee,
      feeAsset: quote,
      slippage: fill.slippage,
      liquidity: fill.liquidity,
      order: cause.order,
      side: cause.side,
      positionSide: cause.positionSide,
      purpose: cause.purpose,
      leverage: cause.leverage,
    })
  }

  /** Slots stand market by market, with every strategy in each. */
  #symbolOf(slot: number): string {
    return this.#instruments[Math.floor(slot / this.#strategies.length)]?.symbol ?? ''
  }

  #instrument({ market }: { readonly market: number }): Instrument {
    return this.#instruments[market] as Instrument
  }

  #strategyOf(strategy: number): string {
    return this.#strategies[strategy] ?? ''
  }
}

function planOf({ reason, confidence, stopPrice, stopPct, targets }: EntryPlan): PlanTold {
  return { reason, confidence, stopPrice: finite(stopPrice), stopPct: finite(stopPct), targets }
}

/** JSON has no word for what is not known or has no end. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
