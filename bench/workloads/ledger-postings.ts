import { createPrng } from '../../src/core/prng.ts'
import type { OrderFilled, SessionEvent } from '../../src/core/session-event.ts'
import { LedgerBooks } from '../../src/store/ledger/ledger-books.ts'
import type { Prepare } from './workload.ts'

/** Perpetuals that are scaled in by two fills and out by three, with fees as long as doubles are, and funding in between. */
const PERPETUALS = ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT']
const SPOT = 'BNB/USDT'

/** All events of a busy session, posted to fresh books: the rules, the text of every amount, and a ledger that proves each transaction. */
export const prepareLedgerPostings: Prepare = () => {
  const events = busySession(4000)
  const postings = postAll(events).postings
  const run = () => {
    const { cash, isZero } = postAll(events)
    return { postings, cash, sum: isZero ? '0' : 'not 0' }
  }
  return { items: postings, warmups: 2, repeats: 7, run }
}

function postAll(events: readonly SessionEvent[]): { postings: number; cash: string; isZero: boolean } {
  const books = new LedgerBooks()
  let postings = 0
  for (const event of events) postings += books.post(event).length
  const isZero = [...books.ledger.sums().values()].every((sum) => sum.isZero())
  return { postings, cash: books.ledger.balance('cash', 'USDT').toFixed(2), isZero }
}

function busySession(rounds: number): SessionEvent[] {
  const random = createPrng(24)
  const events: SessionEvent[] = [
    {
      type: 'started',
      startedAt: 0,
      session: 'bench',
      mode: 'paper',
      version: '0',
      node: '24',
      exchange: 'simulated',
      capital: 1_000_000,
      quote: 'USDT',
      leverage: 5,
      timeframe: '5m',
      markets: [],
      strategies: [],
      settings: {},
      inputs: [],
    },
  ]
  for (let round = 0; round < rounds; round++) {
    const symbol = round % 4 === 3 ? SPOT : (PERPETUALS[round % 4] ?? SPOT)
    const at = round * 300_000
    const price = 100 + Math.round(random() * 500_000) / 10
    const lots = 1 + Math.floor(random() * 5000)
    const side = symbol === SPOT || random() < 0.5 ? 'long' : 'short'
    const fill = (purpose: 'entry' | 'exit', count: number) =>
      events.push(fillOf({ at, symbol, side, purpose, quantity: count / 1000, price: slip(price, random()) }))
    fill('entry', lots)
    fill('entry', lots * 2)
    if (symbol !== SPOT) events.push({ type: 'funding', at, symbol, amount: price * 0.0001 * random(), asset: 'USDT' })
    for (let part = 0; part < 3; part++) fill('exit', lots)
  }
  return events
}

/** On a tick of 0.1, up to 1 % away. */
function slip(price: number, chance: number): number {
  return Math.round(price * (0.99 + chance * 0.02) * 10) / 10
}

interface FillSize extends Pick<OrderFilled, 'at' | 'symbol' | 'purpose' | 'quantity' | 'price'> {
  readonly side: 'long' | 'short'
}

function fillOf({ side, ...fill }: FillSize): OrderFilled {
  return {
    type: 'fill',
    ...fill,
    order: fill.at,
    side: (side === 'long') === (fill.purpose === 'entry') ? 'buy' : 'sell',
    positionSide: side,
    contractSize: fill.symbol === SPOT ? 1 : 0.01,
    leverage: fill.symbol === SPOT ? 1 : 7,
    fee: fill.quantity * fill.price * 0.0006,
    feeAsset: 'USDT',
    slippage: 0,
    liquidity: 'taker',
  }
}
