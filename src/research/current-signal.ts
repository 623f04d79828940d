import { PlimsollError } from '../core/errors.ts'
import { createPrng } from '../core/prng.ts'
import { firstSignal, GUARDED_BARS } from '../engine/slot.ts'
import { createLines } from '../indicators/lines.ts'
import type { MarketColumns } from '../indicators/market-columns.ts'
import { REGIME_NAMES, type RegimeName, regime } from '../indicators/trend/regime.ts'
import type { Bars } from '../market/bars.ts'
import { Follower } from '../signals/follower.ts'
import { type SignalCard, signalCard } from '../signals/signal-card.ts'
import type { VirtualTrade } from '../signals/virtual-trade.ts'
import { Bar } from '../strategies/bar.ts'
import { buildOver } from '../strategies/build-strategy.ts'
import { thrown } from '../strategies/check-signal.ts'
import type { RunStrategy } from '../strategies/strategy.ts'

/** What a strategy says of a market at its last bar: a card, nothing, or why it cannot tell. */
export type CurrentSignal =
  | { readonly strategy: string; readonly card: SignalCard | undefined }
  | { readonly strategy: string; readonly failure: PlimsollError }

/** A market to ask strategies about. */
export interface AskedMarket {
  readonly symbol: string
  readonly columns: MarketColumns
  readonly seed: number
}

/** Follows `strategy` over all bars and tells what it stands for at the last one. A strategy that fails tells why; others go on. */
export function currentSignal(strategy: RunStrategy, market: AskedMarket): CurrentSignal {
  const { name } = strategy.definition
  try {
    const stance = stanceAtEnd(strategy, market)
    return { strategy: name, card: stance && cardOf(stance, strategy, market) }
  } catch (failure) {
    if (failure instanceof PlimsollError) return { strategy: name, failure }
    throw failure
  }
}

function stanceAtEnd({ definition, params, guard }: RunStrategy, market: AskedMarket): VirtualTrade | undefined {
  const { columns, symbol, seed } = market
  const bar = new Bar(columns.bars)
  const slot = {
    index: 0,
    strategy: 0,
    strategyName: definition.name,
    market: 0,
    sizing: definition.sizing ?? 'risk',
    bar,
    decide: buildOver(columns, definition, { params, symbol, random: createPrng(seed) }, guard),
  }
  const follower = new Follower(() => firstSignal(slot, bar.position, bar.position + 1))
  columns.extend()
  const follow = (from: number, to: number) => {
    for (bar.position = from; bar.position < to; bar.position++) follower.follow(bar)
  }
  for (let from = 0; from < columns.bars.length; from += GUARDED_BARS) {
    const to = Math.min(columns.bars.length, from + GUARDED_BARS)
    try {
      if (guard === undefined) follow(from, to)
      else guard(() => follow(from, to))
    } catch (error) {
      throw thrown(slot, error)
    }
  }
  return follower.stance
}

function cardOf(stance: VirtualTrade, { definition }: RunStrategy, market: AskedMarket): SignalCard {
  const { bars } = market.columns
  const last = bars.length - 1
  return signalCard(stance.signal, {
    symbol: market.symbol,
    strategy: definition.name,
    at: closeOf(bars, stance.from),
    ageBars: last - stance.from,
    price: stance.entryPrice,
    regime: regimeAt(market.columns, last),
    madeFor: definition.regimes,
    invalidation: definition.invalidation,
  })
}

function closeOf(bars: Bars, i: number): number {
  return (bars.time[i] as number) + bars.timeframeMs
}

function regimeAt(columns: MarketColumns, position: number): RegimeName | undefined {
  const line = createLines(columns, { regime }).regime()
  columns.extend()
  return REGIME_NAMES[line.at({ position })]
}
