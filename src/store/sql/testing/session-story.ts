import type { SessionEvent } from '../../../core/session-event.ts'
import type { Trade } from '../../../core/trade.ts'
import type { LedgerPosting } from '../../ledger/ledger-posting.ts'
import type { JournalEntry } from '../projection/session-projection.ts'

const START = 1_700_000_000_000
/** The time of the k-th minute of the story. */
export const minute = (k: number): number => START + k * 60_000

const SYMBOL = 'BTC/USDT:USDT'
const STRATEGY = 'momentum'
const WHOSE = { symbol: SYMBOL, strategy: STRATEGY }

const started: SessionEvent = {
  type: 'started',
  startedAt: START,
  session: 'story',
  mode: 'paper',
  version: '0.1.0',
  node: '24.21.0',
  exchange: 'simulated',
  capital: 10_000,
  quote: 'USDT',
  leverage: 3,
  timeframe: '1m',
  markets: [
    {
      symbol: SYMBOL,
      tickSize: 0.1,
      lotSize: 0.001,
      minNotional: 5,
      contractSize: 1,
      listedAt: null,
      delistedAt: null,
    },
  ],
  strategies: [STRATEGY],
  settings: { seed: 7 },
  inputs: [],
}

const order = {
  type: 'order',
  ...WHOSE,
  quantity: 0.3,
  limitPrice: null,
  triggerPrice: null,
  trailingPct: null,
  timeInForce: 'gtc',
  leverage: 3,
} as const

const fill = {
  type: 'fill',
  symbol: SYMBOL,
  positionSide: 'long',
  contractSize: 1,
  leverage: 3,
  feeAsset: 'USDT',
  slippage: 0.5,
  liquidity: 'taker',
} as const

const signal = {
  type: 'signal',
  ...WHOSE,
  side: 'long',
  confidence: 0.7,
  stopPrice: 95,
  stopPct: null,
  targets: [{ price: 120, share: 1 }],
  reason: 'up',
} as const

const seen = {
  ...WHOSE,
  side: 'long',
  quantity: 0.3,
  contractSize: 1,
  entryPrice: 101,
  price: 110,
  unrealisedPnl: 2.7,
  margin: 10.1,
  targetPrice: 120,
  openedAt: minute(2),
} as const

export const storyTrade: Trade = {
  ...WHOSE,
  side: 'long',
  quantity: 0.3,
  leverage: 3,
  entryAt: minute(2),
  exitAt: minute(6),
  entryPrice: 101,
  exitPrice: 98,
  stopPrice: 95,
  targetPrice: 120,
  grossPnl: -0.9,
  fees: 0.06,
  slippage: 1,
  funding: -0.01,
  pnl: -0.97,
  returnPct: -3.2,
  barsHeld: 5,
  entryReason: 'up',
  exitReason: 'stop_loss',
  confidence: 0.7,
  entries: 1,
  exits: 1,
  contributions: null,
}

/** One of everything: an entry in two fills, a stop that moves, the end of the position, refusals, a halt. */
const events: readonly (SessionEvent | null)[] = [
  started,
  null, // bars
  { ...signal, at: minute(1) },
  {
    ...{ ...order, at: minute(1), order: 0, side: 'buy', orderType: 'market', reduceOnly: false, purpose: 'entry' },
    exitReason: null,
    plan: { reason: 'up', confidence: 0.7, stopPrice: 95, stopPct: null, targets: signal.targets },
  },
  { type: 'orderChanged', at: minute(1), order: 0, status: 'open', reason: '' },
  { ...fill, at: minute(2), order: 0, side: 'buy', purpose: 'entry', quantity: 0.1, price: 100, fee: 0.01 },
  { ...fill, at: minute(2), order: 0, side: 'buy', purpose: 'entry', quantity: 0.2, price: 101.5, fee: 0.02 },
  {
    ...{
      ...order,
      at: minute(2),
      order: 1,
      side: 'sell',
      orderType: 'stop-market',
      triggerPrice: 95,
      reduceOnly: true,
    },
    ...{ purpose: 'exit', exitReason: 'stop_loss', plan: null },
  },
  { type: 'orderChanged', at: minute(2), order: 1, status: 'open', reason: '' },
  { ...signal, at: minute(3) },
  {
    type: 'refusal',
    at: minute(3),
    ...WHOSE,
    stage: 'allowed',
    rule: 'max-positions',
    reason: '1 of 1 positions is open',
  },
  {
    type: 'account',
    at: minute(4),
    moments: 4,
    equity: 10_002.67,
    cash: 9_989.87,
    positions: [{ ...seen, stopPrice: 98 }],
  },
  { type: 'funding', at: minute(5), symbol: SYMBOL, amount: -0.01, asset: 'USDT' },
  { ...fill, at: minute(6), order: 1, side: 'sell', purpose: 'exit', quantity: 0.3, price: 98, fee: 0.03 },
  { type: 'trade', at: minute(6), trade: storyTrade },
  { type: 'command', at: minute(7), command: 'halt', by: 'anna', reason: 'lunch', state: 'halted' },
  { type: 'state', at: minute(7), from: 'active', to: 'halted', cause: 'command', reason: 'lunch' },
  { type: 'account', at: minute(8), moments: 8, equity: 9_999.03, cash: 9_999.03, positions: [] },
  { type: 'ended', at: minute(8), end: 'stopped' },
]

/** The journal of a short session. */
export const story: readonly JournalEntry[] = events.map((event, k) => ({
  sequence: k + 1,
  event,
  hash: String(k + 1).padStart(64, '0'),
}))

/** Ledger rules that are right in that they sum to zero, and know capital and fees alone. */
export function storyPostings(event: SessionEvent): readonly LedgerPosting[] {
  if (event.type === 'started') return pair(event.startedAt, 'capital', 'external', String(event.capital), null)
  if (event.type === 'fill') return pair(event.at, 'fee', 'cash', String(event.fee), event.symbol)
  return []
}

function pair(at: number, kind: string, from: string, amount: string, symbol: string | null): readonly LedgerPosting[] {
  const shared = { at, asset: 'USDT', kind, symbol, reference: kind }
  const to = from === 'external' ? 'cash' : 'fees'
  return [
    { ...shared, account: from, amount: `-${amount}` },
    { ...shared, account: to, amount },
  ]
}
