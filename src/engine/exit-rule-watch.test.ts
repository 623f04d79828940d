import { expect, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import type { EntryPlan, PositionSide } from '../core/order.ts'
import { createPrng } from '../core/prng.ts'
import type { ExitRules } from '../exits/exit-rules.ts'
import { Column } from '../market/column.ts'
import { Account } from './account.ts'
import { ExitRuleWatch, type MarketPrices, type StopLine } from './exit-rule-watch.ts'
import type { Position } from './position.ts'

const BARS = 400
const BAR_MS = 60_000
const INSTRUMENT = createInstrument({ symbol: 'SYM/USDT:USDT', tickSize: 0.01, lotSize: 0.1 })

type Draw = () => number

function columnOf(values: readonly number[]): Column {
  const column = new Column(values.length)
  column.values.set(values)
  return column
}

/** Bars of a walk, and lines at a changing distance from it that are not known at first. */
function marketOf(draw: Draw): { readonly prices: MarketPrices; readonly line: StopLine } {
  const close: number[] = []
  for (let price = 100, i = 0; i < BARS; i++) close.push((price *= 1 + (draw() - 0.5) * 0.01))
  const around = (most: number) =>
    columnOf(close.map((price, i) => (i < 20 ? Number.NaN : price * (1 + most * (0.5 + draw())))))
  return {
    prices: {
      time: columnOf(close.map((_, i) => i * BAR_MS)),
      high: columnOf(close.map((price) => price * (1 + draw() * 0.004))),
      low: columnOf(close.map((price) => price * (1 - draw() * 0.004))),
      close: columnOf(close),
    },
    line: { long: around(-0.05), short: around(0.05) },
  }
}

/** Rules of one kind, or of several: each kind alone tells most when its levels are wrong. */
function rulesOf(draw: Draw): ExitRules {
  const kinds = ['ladder', 'breakEven', 'trailing', 'pullback', 'roi'] as const
  const only = draw() < 0.6 ? kinds[Math.floor(draw() * kinds.length)] : undefined
  const has = (kind: (typeof kinds)[number]) => (only === undefined ? draw() < 0.5 : only === kind)
  return {
    basis: draw() < 0.5 ? 'price' : 'margin',
    costRate: draw() < 0.5 ? 0 : 0.001,
    ...(has('ladder') && {
      ladder: [
        { fromPct: 1 + draw(), keepPct: draw() },
        { fromPct: 2 + draw(), keepPct: 1 + draw() },
      ],
    }),
    ...(has('breakEven') && {
      breakEven: { ...(draw() < 0.7 && { atPct: draw() * 3 }), ...(draw() < 0.7 && { atR: draw() }) },
    }),
    ...(has('trailing') && {
      trailing: {
        ...(draw() < 0.7 && { pct: 0.5 + draw() * 2 }),
        ...(draw() < 0.5 && { fromPct: draw() * 2 }),
        stepPct: draw() * 0.5,
      },
    }),
    ...(has('pullback') && { pullback: { givePct: 20 + draw() * 60, armAtPct: draw() * 2 } }),
    ...(has('roi') && {
      roi: [
        { afterMs: 0, enoughPct: 3 + draw() },
        { afterMs: 40 * BAR_MS, enoughPct: 1 + draw() },
        { afterMs: 90 * BAR_MS, enoughPct: -1 + draw() },
      ],
    }),
  }
}

function planOf(leverage: number): EntryPlan {
  return {
    strategy: 0,
    confidence: 0.5,
    reason: 'test',
    leverage,
    stopPrice: Number.NaN,
    stopPct: 5,
    targets: [],
    adds: false,
    maxHoldMs: Number.POSITIVE_INFINITY,
    invalidWhen: [],
    contributions: undefined,
  }
}

function open(account: Account, side: PositionSide, price: number, at: number): Position {
  const fill = { quantity: 1, price, fee: 0, slippage: 0, liquidity: 'taker', at } as const
  const position = account.enter(0, side, planOf(3), fill)
  position.stopPrice = INSTRUMENT.tick.nearest(price * (1 - 0.05 * position.sign))
  position.initialStopPrice = position.stopPrice
  return position
}

/** Another entry has filled. */
function enlarge(position: Position, price: number): void {
  const fill = { quantity: 1, price, fee: 0, slippage: 0, liquidity: 'taker', at: position.openedAt } as const
  position.increase(fill, INSTRUMENT.lot)
}

/** The first bar at which the rules have something to do with `position`, asked bar by bar. */
function firstAct(watch: ExitRuleWatch, position: Position, from: number): number {
  let i = from
  while (i < BARS && watch.act(position, i) === undefined) i++
  return i
}

/** A position that is asked at each bar, and the same one that is asked where its watch says so. */
function twice(seed: number, side: PositionSide) {
  const draw = createPrng(seed)
  const { prices, line } = marketOf(draw)
  const exitRules = rulesOf(draw)
  const stopLines = exitRules.trailing !== undefined && draw() < 0.5 ? [[line]] : undefined
  const options = { instruments: [INSTRUMENT], barMs: BAR_MS, exitRules, prices: [prices], stopLines }
  const entry = 1 + Math.floor(draw() * 30)
  const price = prices.close.values[entry - 1] as number
  const account = new Account(1000, [INSTRUMENT])
  return {
    draw,
    entry,
    watch: new ExitRuleWatch(account, options),
    freshWatch: () => new ExitRuleWatch(account, options),
    quickly: open(account, side, price, entry * BAR_MS),
    plainly: open(new Account(1000, [INSTRUMENT]), side, price, entry * BAR_MS),
  }
}

test.each(['long', 'short'] as const)('a %s is asked at every bar at which a rule has something to do', (side) => {
  let acts = 0
  let inVain = 0
  for (let seed = 0; seed < 1500; seed++) {
    const { entry, watch, quickly, plainly } = twice(seed, side)
    let first = firstAct(watch, plainly, entry)
    for (let from = entry; from < BARS; ) {
      const due = watch.quietUntil(from, BARS)
      expect(due, `seed ${seed} from bar ${from}`).toBeLessThanOrEqual(first)
      if (due === BARS) break
      watch.note(from, due - 1)
      const act = watch.act(quickly, due)
      from = due + 1
      if (act === undefined) inVain += 1
      if (due < first) continue
      acts += 1
      expect(quickly.bestPrice).toBe(plainly.bestPrice)
      if (act === undefined || Number.isNaN(act.stopPrice)) break
      quickly.stopPrice = act.stopPrice
      plainly.stopPrice = act.stopPrice
      first = firstAct(watch, plainly, from)
    }
  }
  expect(acts).toBeGreaterThan(2000)
  expect(inVain / acts).toBeLessThan(0.1)
})

test('an age with a fraction of a millisecond is no reason to stand still', () => {
  const at = Date.UTC(2024, 0, 1)
  const close = columnOf([100, 100, 100, 100])
  const time = columnOf([0, 1, 2, 3].map((i) => at + i * BAR_MS))
  const account = new Account(1000, [INSTRUMENT])
  // 0.1 + 0.2 minutes and such: a little more than the age at the second close, by less than a double of that size can tell.
  const exitRules = { basis: 'price', costRate: 0, roi: [{ afterMs: 2 * BAR_MS + 1e-10, enoughPct: 0 }] } as const
  const prices = [{ time, high: close, low: close, close }]
  const watch = new ExitRuleWatch(account, { instruments: [INSTRUMENT], barMs: BAR_MS, exitRules, prices })
  open(account, 'long', 100, at)
  expect(watch.quietUntil(0, 4)).toBe(2)
})

test('levels that are kept are those that would be worked out anew, whatever has changed', () => {
  for (let seed = 0; seed < 500; seed++) {
    const { draw, entry, watch, freshWatch, quickly: position } = twice(seed, seed % 2 === 0 ? 'long' : 'short')
    for (let from = entry; from < BARS; ) {
      const to = Math.min(BARS, from + Math.ceil(draw() * 40))
      const due = watch.quietUntil(from, to)
      expect(due, `seed ${seed} from bar ${from}`).toBe(freshWatch().quietUntil(from, to))
      watch.note(from, due - 1)
      if (due < to) watch.act(position, due)
      from = due < to ? due + 1 : due
      if (draw() < 0.2) enlarge(position, position.entryPrice * (1 + (draw() - 0.5) * 0.04))
      if (draw() < 0.2) position.stopPrice *= 1 + position.sign * 0.01
    }
  }
})
