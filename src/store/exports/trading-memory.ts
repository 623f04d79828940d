import { fail } from '../../core/assert.ts'
import { parseSymbol } from '../../core/instrument.ts'
import type { Target } from '../../core/order.ts'
import type { PlanTold } from '../../core/session-event.ts'
import type { Trade } from '../../core/trade.ts'
import { closedBooksOf, monthOf } from './closed-books.ts'
import type { ExportedEvent, ExportedFill } from './exported-event.ts'

/** `trading_memory.json`: the current month as one list of entries and exits. Names and order of the fields are those of the design. */
export interface TradingMemory {
  /** `2025-10`: the month of the last event. */
  readonly current_month: string
  readonly month_stats: {
    /** Quote units when the month began, without what was open. */
    readonly initial_balance: number
    readonly trades: readonly (MemoryEntry | MemoryExit)[]
  }
}

/** An order that opened a position, or made it larger, and was filled. What is not known is null. */
export interface MemoryEntry {
  /** Of its first fill, UTC, without a zone: `2025-10-30T14:30:00`. */
  readonly timestamp: string
  readonly coin: string
  /** `buy` into a long position, `sell` into a short one. */
  readonly signal: 'buy' | 'sell'
  /** Mean of its fills. */
  readonly entry_price: number
  /** In coins, not contracts. */
  readonly quantity: number
  readonly leverage: number
  readonly stop_loss: number | null
  /** The first one. */
  readonly profit_target: number | null
  readonly entry_logic: string | null
  readonly confidence: number | null
  /** What is lost when it ends at the stop, without costs. */
  readonly risk_usd: number | null
}

/** A position that was closed. */
export interface MemoryExit {
  readonly timestamp: string
  readonly coin: string
  /** `sell` out of a long position, `buy` out of a short one. */
  readonly signal: 'buy' | 'sell'
  readonly exit_price: number
  /** After fees and funding. */
  readonly pnl: number
  /** In percent of the margin: the change in percent times the leverage. */
  readonly pnl_pct: number
}

/** The memory of a session at the end of its events. */
export function tradingMemoryOf(events: Iterable<ExportedEvent>): TradingMemory {
  const kept: TradingEvent[] = []
  const { capital, months, changes } = closedBooksOf(keeping(events, kept))
  const month = months.at(-1) ?? ''
  const earlier = changes.filter((change) => change.month < month)
  const trades = [...recordsOf(kept)].filter(({ at }) => monthOf(at) === month)
  return {
    current_month: month,
    month_stats: {
      initial_balance: earlier.reduce((balance, { amount }) => balance + amount, capital),
      trades: trades.map(({ record }) => record),
    },
  }
}

type TradingEvent = Extract<ExportedEvent, { type: 'order' | 'fill' | 'trade' }>

/** The same events; those that a record is made of are kept: of a long session all are more than there is memory for. */
function* keeping(events: Iterable<ExportedEvent>, kept: TradingEvent[]): Generator<ExportedEvent> {
  for (const event of events) {
    if (event.type === 'order' || event.type === 'fill' || event.type === 'trade') kept.push(event)
    yield event
  }
}

/** Entries and exits in the order in which they happened. */
function* recordsOf(events: readonly TradingEvent[]): Generator<{ at: number; record: MemoryEntry | MemoryExit }> {
  const entries = Map.groupBy(events.filter(isEntryFill), ({ order }) => order)
  const closed = new Map(
    events.flatMap((event) => (event.type === 'trade' ? [[keyOf(event.trade), event.trade] as const] : [])),
  )
  const orders = new Map<number | null, EntryOrder>()
  for (const event of events) {
    if (event.type === 'order') orders.set(event.order, event)
    if (event.type === 'trade') yield { at: event.at, record: exitOf(event.at, event.trade) }
    if (!isEntryFill(event)) continue
    const fills = entries.get(event.order) ?? []
    if (fills[0] !== event) continue
    const { plan = null, strategy = '' } = orders.get(event.order) ?? {}
    const trade = closed.get(keyOf({ symbol: event.symbol, strategy, entryAt: event.at }))
    yield { at: event.at, record: entryOf(fills, plan, trade) }
  }
}

type EntryOrder = Extract<ExportedEvent, { type: 'order' }>

/** A strategy has one position in a market at a time, so this names a trade from its first fill on. */
function keyOf({ symbol, strategy, entryAt }: Pick<Trade, 'symbol' | 'strategy' | 'entryAt'>): string {
  return `${symbol} ${strategy} ${entryAt}`
}

function isEntryFill(event: TradingEvent): event is ExportedFill {
  return event.type === 'fill' && event.purpose === 'entry'
}

/** @param trade what became of the position, once it is closed: it knows the levels as they were set, on the grid of the market */
function entryOf(fills: readonly ExportedFill[], plan: PlanTold | null, trade: Trade | undefined): MemoryEntry {
  const { at, symbol, positionSide, leverage } = fills[0] ?? fail('an entry has a fill')
  const quantity = fills.reduce((sum, fill) => sum + fill.quantity * fill.contractSize, 0)
  const entry = fills.reduce((sum, fill) => sum + fill.price * fill.quantity * fill.contractSize, 0) / quantity
  const levels = trade === undefined ? levelsOf(plan, entry, positionSide === 'long' ? 1 : -1) : levelsSet(trade)
  return {
    timestamp: timestampOf(at),
    coin: parseSymbol(symbol).base,
    signal: positionSide === 'long' ? 'buy' : 'sell',
    entry_price: entry,
    quantity,
    leverage,
    stop_loss: levels.stop,
    profit_target: levels.target,
    entry_logic: plan?.reason ?? null,
    confidence: plan?.confidence ?? null,
    risk_usd: levels.stop === null ? null : Math.abs(entry - levels.stop) * quantity,
  }
}

interface Levels {
  readonly stop: number | null
  readonly target: number | null
}

function levelsSet({ stopPrice, targetPrice }: Trade): Levels {
  return { stop: stopPrice, target: targetPrice }
}

/** The levels as the strategy asked for them. */
function levelsOf(plan: PlanTold | null, entry: number, direction: 1 | -1): Levels {
  if (plan === null) return { stop: null, target: null }
  const { stopPrice, stopPct, targets } = plan
  const stop = stopPrice ?? (stopPct === null ? null : entry * (1 - (direction * stopPct) / 100))
  return { stop, target: targetOf(targets[0], { entry, stop, direction }) }
}

function targetOf(
  target: Target | undefined,
  { entry, stop, direction }: { readonly entry: number; readonly stop: number | null; readonly direction: number },
): number | null {
  if (target === undefined) return null
  if ('price' in target) return target.price
  if ('pct' in target) return entry * (1 + (direction * target.pct) / 100)
  return stop === null ? null : entry + direction * target.r * Math.abs(entry - stop)
}

function exitOf(at: number, { symbol, side, exitPrice, pnl, returnPct, leverage }: Trade): MemoryExit {
  return {
    timestamp: timestampOf(at),
    coin: parseSymbol(symbol).base,
    signal: side === 'long' ? 'sell' : 'buy',
    exit_price: exitPrice,
    pnl,
    pnl_pct: returnPct * leverage,
  }
}

function timestampOf(at: number): string {
  return new Date(at).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)
}
