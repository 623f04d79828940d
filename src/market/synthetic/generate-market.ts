import { PlimsollError } from '../../core/errors.ts'
import { barOpenAt, type Timeframe, timeframeMs } from '../../core/timeframe.ts'
import { Bars } from '../bars.ts'
import { FormingBar } from '../forming-bar.ts'
import type { FundingEvent } from '../funding.ts'
import { FundingWalk } from './funding-walk.ts'
import type { RegimeName, RegimeSpan } from './leg.ts'
import { MarketFactor } from './market-factor.ts'
import { namedPrng } from './random.ts'
import { drawLegs, spansOf } from './regimes.ts'
import { profileOf } from './symbol-profile.ts'
import { SymbolWalk } from './symbol-walk.ts'

const MINUTE_MS = 60_000

export interface MarketRequest {
  /** `BTC/USDT` or `BTC/USDT:USDT`; known names start near their price of 2024. */
  readonly symbols: readonly string[]
  readonly timeframe: Timeframe
  /** Bars open in [from, to), UTC, in milliseconds. */
  readonly from: number
  readonly to: number
  readonly seed: number
  /** Keeps the market in one regime. */
  readonly regime?: RegimeName
}

export interface SyntheticMarket {
  readonly bars: Readonly<Record<string, Bars>>
  readonly funding: Readonly<Record<string, readonly FundingEvent[]>>
  readonly regimes: readonly RegimeSpan[]
}

/**
 * A market that never was: correlated symbols with clustered volatility, regimes, jumps, busy and quiet hours, and funding. The same
 * request gives the same bits on every machine. It is made minute by minute, so the bars of any timeframe are those of the
 * minutes; a later `to` only adds, and another symbol changes nothing for the rest.
 * @example generateMarket({ symbols: ['BTC/USDT'], timeframe: '5m', from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 2, 1), seed: 7 })
 */
export function generateMarket(request: MarketRequest): SyntheticMarket {
  const { symbols, timeframe, seed } = request
  const from = Math.ceil(request.from / timeframeMs(timeframe)) * timeframeMs(timeframe)
  const to = barOpenAt(request.to, timeframeMs(timeframe))
  refuse(request, from, to)
  const legs = drawLegs(namedPrng(seed, 'regimes'), from, to, request.regime)
  const factor = new MarketFactor(namedPrng(seed, 'market'), legs)
  const makers = symbols.map((symbol) => new SymbolMaker(symbol, timeframe, seed))
  for (let at = from; at < to; at += MINUTE_MS) {
    factor.next(at)
    for (const maker of makers) maker.next(at, factor)
  }
  return {
    bars: Object.fromEntries(makers.map(({ symbol, bars }) => [symbol, bars])),
    funding: Object.fromEntries(makers.map(({ symbol, funding }) => [symbol, funding.events])),
    regimes: spansOf(legs, to),
  }
}

/** Puts the minutes of one symbol together into bars. */
class SymbolMaker {
  readonly symbol: string
  readonly bars: Bars
  readonly funding: FundingWalk
  readonly #walk: SymbolWalk
  #forming: FormingBar | undefined

  constructor(symbol: string, timeframe: Timeframe, seed: number) {
    this.symbol = symbol
    this.bars = new Bars(timeframe)
    this.funding = new FundingWalk(namedPrng(seed, `funding ${symbol}`))
    this.#walk = new SymbolWalk(namedPrng(seed, `prices ${symbol}`), profileOf(symbol))
  }

  next(at: number, factor: MarketFactor): void {
    const walk = this.#walk
    this.funding.next(at, walk.close)
    walk.next(factor)
    this.#forming ??= new FormingBar(at)
    this.#forming.add(walk.open, walk.high, walk.low, walk.close, walk.volume)
    if (at + MINUTE_MS < this.#forming.openAt + this.bars.timeframeMs) return
    this.#forming.closeInto(this.bars)
    this.#forming = undefined
  }
}

function refuse({ symbols, timeframe }: MarketRequest, from: number, to: number): void {
  if (symbols.length === 0) throw new PlimsollError('usage', 'a market needs a symbol', 'Name one, as in BTC/USDT.')
  const double = symbols.find((symbol, k) => symbols.indexOf(symbol) !== k)
  if (double !== undefined) throw new PlimsollError('usage', `${double} is there twice`, 'Name each symbol once.')
  if (to > from) return
  throw new PlimsollError('usage', `no ${timeframe} bar fits between the start and the end`, 'Choose a later end.')
}
