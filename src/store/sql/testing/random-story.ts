import type { OrderSent, Refusal, SessionEvent } from '../../../core/session-event.ts'
import type { JournalEntry } from '../projection/session-projection.ts'
import { minute, story, storyTrade } from './session-story.ts'

type ExitReason = NonNullable<OrderSent['exitReason']>

/** What happens next, and to which of the markets, strategies and orders. */
export interface Choice {
  readonly kind: number
  readonly of: number
}

const SYMBOLS = ['BTC/USDT:USDT', 'ETH/USDT:USDT'] as const
const STRATEGIES = ['momentum', 'trend'] as const
const STATUSES = ['open', 'filled', 'cancelled', 'refused', 'unknown'] as const
const STATES = ['active', 'close_only', 'halted'] as const
const REFUSALS: readonly (readonly [Refusal['stage'], string])[] = [
  ['allowed', 'max-positions'],
  ['placed', 'reversal_dropped'],
  ['filled', 'expired'],
  ['left', 'held'],
  ['order', 'stop_refused'],
]

/** What the choices are made of so far. */
interface Course {
  readonly k: number
  readonly of: number
  readonly at: number
  readonly sent: number
  readonly whose: { readonly symbol: string; readonly strategy: string }
}

/** A session in which anything may come after anything, also what no engine does; only orders are sent before they are told of. */
export function randomStory(choices: readonly Choice[]): readonly JournalEntry[] {
  const events: (SessionEvent | null)[] = [story[0]?.event ?? null]
  let sent = 0
  for (const [k, { kind, of }] of choices.entries()) {
    const whose = { symbol: pick(SYMBOLS, of), strategy: pick(STRATEGIES, of >> 1) }
    const event = MAKERS[kind % MAKERS.length]?.({ k, of, sent, at: minute(1 + Math.floor(k / 3)), whose }) ?? null
    if (event?.type === 'order') sent += 1
    events.push(event)
  }
  return events.map((event, k) => ({ sequence: k + 1, event, hash: String(k + 1).padStart(64, '0') }))
}

const MAKERS: readonly ((course: Course) => SessionEvent | null)[] = [
  (course) => signal(course, course.of % 3 === 0 ? 'short' : 'long'),
  (course) => signal(course, 'flat'),
  (course) => order(course, null),
  (course) => order(course, pick(['partial_exit', 'exit_signal'], course.of >> 2)),
  (course) => order(course, 'stop_loss'),
  ({ at, of, sent }) =>
    sent === 0 ? null : { type: 'orderChanged', at, order: of % sent, status: pick(STATUSES, of), reason: `was ${of}` },
  (course) => fill(course, 'entry'),
  (course) => fill(course, 'exit'),
  ({ at, of, k, whose }) => ({
    type: 'trade',
    at,
    trade: { ...storyTrade, ...whose, pnl: (of % 9) - 4.5, barsHeld: k },
  }),
  ({ at, of, whose }) => {
    const [stage, rule] = pick(REFUSALS, of >> 2)
    return { type: 'refusal', at, ...whose, stage, rule, reason: `${rule} ${of}` }
  },
  account,
  ({ at, of }) => ({ type: 'state', at, from: 'active', to: pick(STATES, of), cause: 'rule', reason: `at ${of}` }),
  () => null, // bars
]

function signal({ at, of, k, whose }: Course, side: 'long' | 'short' | 'flat'): SessionEvent {
  const levels = { confidence: 0.5, stopPrice: 90 + (of % 7), stopPct: null, targets: [] }
  return { type: 'signal', at, ...whose, side, ...levels, reason: `entry ${k}` }
}

function order({ at, of, sent, whose }: Course, exitReason: ExitReason | null): OrderSent {
  const isStop = exitReason === 'stop_loss'
  return {
    ...{ type: 'order', at, order: sent, ...whose, side: 'buy', orderType: isStop ? 'stop-market' : 'market' },
    ...{ quantity: 0.1 + (of % 5), limitPrice: null, triggerPrice: isStop ? 90 + (of % 7) : null, trailingPct: null },
    ...{ timeInForce: 'gtc', reduceOnly: exitReason !== null, leverage: 2 },
    ...{ purpose: exitReason === null ? 'entry' : 'exit', exitReason },
    plan: exitReason === null ? { reason: 'up', confidence: 0.5, stopPrice: 91, stopPct: null, targets: [] } : null,
  }
}

function fill({ at, of, sent, whose }: Course, purpose: 'entry' | 'exit'): SessionEvent {
  return {
    ...{ type: 'fill', at, order: sent === 0 || of % 5 === 0 ? null : of % sent, symbol: whose.symbol, side: 'buy' },
    ...{ positionSide: 'long', purpose, quantity: 0.1 + (of % 3), contractSize: 0.1, price: 100 + (of % 11) },
    ...{ leverage: 2, fee: 0.01 * (1 + (of % 4)), feeAsset: 'USDT', slippage: 0.5, liquidity: 'taker' },
  }
}

function account({ at, of, k, whose }: Course): SessionEvent {
  const levels = { stopPrice: of % 2 === 0 ? 80 + (of % 5) : null, targetPrice: 120, margin: 10 }
  const held = {
    side: 'long',
    quantity: 1 + (of % 2),
    contractSize: 0.1,
    entryPrice: 100,
    price: 101 + (of % 4),
  } as const
  const seen = { ...whose, ...held, ...levels, unrealisedPnl: 0.1 * (of % 6), openedAt: minute(1) }
  const positions = of % 3 === 0 ? [] : [seen]
  return { type: 'account', at, moments: k, equity: 10_000 - 70 * (of % 300), cash: 5, positions }
}

function pick<T>(list: readonly T[], k: number): T {
  return list[k % list.length] as T
}
