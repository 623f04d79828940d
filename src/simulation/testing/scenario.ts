import { createInstrument, type Instrument } from '../../core/instrument.ts'
import type { Fill, OrderRequest, OrderType } from '../../core/order.ts'
import type { Timeframe } from '../../core/timeframe.ts'
import type { VenueReports } from '../../engine/ports.ts'
import { Bars } from '../../market/bars.ts'
import type { FundingEvent } from '../../market/funding.ts'
import { SimulatedVenue } from '../simulated-venue.ts'
import type { VenueSettings } from '../venue-settings.ts'
import { after, expectTable, numberIn, parseTable, type ScenarioLine, shown } from './scenario-table.ts'

export interface ScenarioOptions {
  readonly capital?: number
  readonly instrument?: Instrument
  readonly settings?: Partial<VenueSettings>
  readonly funding?: readonly FundingEvent[]
  readonly timeframe?: Timeframe
  readonly detailTimeframe?: Timeframe
}

/** A perpetual in ticks of 0.01 and lots of 0.001. */
export const PERPETUAL = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 0.001 })

/** No slippage and no limits unless a scenario asks for them; fees are 0.02 % for makers and 0.06 % for takers. */
export const PLAIN_VENUE: VenueSettings = {
  makerFeeRate: 0.0002,
  takerFeeRate: 0.0006,
  slippageRate: 0,
  priceImpact: 0,
  volumeLimit: Number.POSITIVE_INFINITY,
  latencyMs: 0,
  limitFill: 'touch',
}

/**
 * Plays a table against the real simulated venue. Bars are of 5 minutes, the first opens at time 0.
 *
 *     bar 100 101 98 100.5 v 12                 open high low close, volume (1000 unless given)
 *     detail 100 101 98 100.5 v 12              a smaller bar; stands before the bar that it is part of
 *     gap 3                                     three bars are missing
 *     a: buy 2 limit 99 x10 post-only           market | limit P | stop P | stop P limit P | target P | trail 2%
 *     b: sell 2 stop 95 reduce-only             ioc | post-only | reduce-only | x10 (leverage)
 *     cancel a
 *     end                                       the run is over
 *     equity | cash | position | orders         what the venue's books say
 */
export function scenario(options: ScenarioOptions, table: string): void {
  const lines = parseTable(table)
  const play = new ScenarioPlay(options, lines)
  expectTable(
    lines,
    lines.map((line) => play.play(line)),
  )
}

class ScenarioPlay implements VenueReports {
  readonly #bars: Bars
  readonly #venue: SimulatedVenue
  readonly #labels: string[] = []
  readonly #live = new Set<number>()
  #events: string[] = []
  #accepted: number[] = []
  #bar = -1

  constructor(options: ScenarioOptions, lines: readonly ScenarioLine[]) {
    this.#bars = new Bars(options.timeframe ?? '5m')
    const detail = new Bars(options.detailTimeframe ?? '1m')
    layOut(lines, this.#bars, detail)
    const market = {
      instrument: options.instrument ?? PERPETUAL,
      bars: this.#bars,
      ...(detail.length > 0 && { detail }),
      ...(options.funding !== undefined && { funding: options.funding }),
    }
    this.#venue = new SimulatedVenue(options.capital ?? 10_000, [market], { ...PLAIN_VENUE, ...options.settings })
    this.#venue.connect(this)
  }

  /** Does what the line says and tells what came of it. */
  play({ words, text }: ScenarioLine): string {
    this.#events = []
    this.#accepted = []
    const [verb = ''] = words
    if (verb === 'gap' || verb === 'detail') return ''
    if (verb === 'bar') this.#venue.advance(0, ++this.#bar)
    else if (verb === 'end') this.#venue.settle(0, this.#bar)
    else if (verb === 'cancel') this.#venue.cancel(this.#labels.indexOf(words[1] ?? ''), 0, this.#now)
    else if (verb.endsWith(':')) this.#submit(verb.slice(0, -1), words.slice(1))
    else return this.#look(verb, text)
    const opened = this.#accepted.filter((id) => this.#live.has(id) && !this.#isTold(id))
    return [...opened.map((id) => `${this.#labels[id]} open`), ...this.#events].join('; ')
  }

  get #now(): number {
    return this.#bar < 0 ? 0 : (this.#bars.time[this.#bar] as number) + this.#bars.timeframeMs
  }

  #submit(label: string, words: readonly string[]): void {
    this.#labels.push(label)
    this.#venue.submit(this.#labels.length - 1, requestOf(words), this.#now)
  }

  #isTold(id: number): boolean {
    return this.#events.some((event) => event.startsWith(`${this.#labels[id]} `))
  }

  #look(what: string, text: string): string {
    const { account } = this.#venue
    const position = account.position(0)
    switch (what) {
      case 'equity':
        account.mark(Float64Array.of(this.#bars.close[this.#bar] as number))
        return shown(account.equity)
      case 'cash':
        return shown(account.cash)
      case 'position':
        if (position === undefined) return 'flat'
        return `${position.side} ${shown(position.quantity)} @ ${shown(position.entryPrice)} margin ${shown(position.margin)}`
      case 'orders':
        return [...this.#live].map((id) => this.#labels[id]).join(' ')
      default:
        throw new Error(`"${text}" is no line of a scenario`)
    }
  }

  onAccepted(id: number): void {
    this.#live.add(id)
    this.#accepted.push(id)
  }

  onRefused(id: number, rule: string, reason: string): void {
    this.#events.push(`${this.#labels[id]} refused ${rule}: ${reason}`)
  }

  onCancelled(id: number, reason: string): void {
    this.#live.delete(id)
    this.#events.push(`${this.#labels[id]} cancelled: ${reason}`)
  }

  onFilled(id: number, fill: Fill): void {
    this.#events.push(
      `${this.#labels[id]} filled ${shown(fill.quantity)} @ ${shown(fill.price)} fee ${shown(fill.fee)}`,
    )
    const position = this.#venue.account.position(0)
    if (position !== undefined && !(position.quantity > 0)) throw new Error('a position turned through zero')
  }

  onTimedOut(id: number): void {
    this.#events.push(`${this.#labels[id]} timed out`)
  }

  onFunding(_market: number, amount: number): void {
    this.#events.push(`funding ${shown(amount)}`)
  }

  onLiquidated(_market: number, fill: Fill): void {
    this.#events.push(`liquidated ${shown(fill.quantity)} @ ${shown(fill.price)}`)
  }
}

/** Puts the bars of the table on their times: one after another, but for the gaps. */
function layOut(lines: readonly ScenarioLine[], bars: Bars, detail: Bars): void {
  let time = 0
  let detailTime = 0
  for (const { words } of lines) {
    if (words[0] === 'gap') time += numberIn(words[1]) * bars.timeframeMs
    if (words[0] === 'gap') detailTime = time
    if (words[0] === 'detail') appendBar(detail, detailTime, words)
    if (words[0] === 'detail') detailTime += detail.timeframeMs
    if (words[0] !== 'bar') continue
    appendBar(bars, time, words)
    time += bars.timeframeMs
    detailTime = time
  }
}

/** Adds the bar of the words `bar open high low close v volume`. */
export function appendBar(bars: Bars, time: number, words: readonly string[]): void {
  const [open, high, low, close] = words.slice(1, 5).map(numberIn) as [number, number, number, number]
  const volume = after(words, 'v')
  bars.append(time, open, high, low, close, Number.isNaN(volume) ? 1000 : volume)
}

function requestOf(words: readonly string[]): OrderRequest {
  const has = (word: string) => words.includes(word)
  const [side, quantity, kind] = words
  const leverage = words.find((word) => /^x\d/.test(word))
  const reduceOnly = has('reduce-only')
  return {
    market: 0,
    strategy: 0,
    side: side === 'buy' ? 'buy' : 'sell',
    type: typeOf(kind, has('limit')),
    quantity: numberIn(quantity),
    limitPrice: after(words, 'limit'),
    triggerPrice: kind === 'target' ? after(words, 'target') : after(words, 'stop'),
    trailingPct: after(words, 'trail'),
    timeInForce: has('ioc') ? 'ioc' : has('post-only') ? 'post-only' : 'gtc',
    reduceOnly,
    leverage: leverage === undefined ? 1 : numberIn(leverage),
    purpose: reduceOnly
      ? { type: 'exit', reason: 'exit_signal', target: -1 }
      : { type: 'entry', plan: planAt(leverage) },
  }
}

function planAt(leverage: string | undefined) {
  return {
    strategy: 0,
    confidence: 1,
    reason: 'scenario',
    leverage: leverage === undefined ? 1 : numberIn(leverage),
    stopPrice: Number.NaN,
    stopPct: Number.NaN,
    targets: [],
    adds: false,
    invalidWhen: [],
    contributions: undefined,
    maxHoldMs: Number.POSITIVE_INFINITY,
  }
}

function typeOf(kind: string | undefined, hasLimit: boolean): OrderType {
  switch (kind) {
    case 'market':
    case 'limit':
      return kind
    case 'stop':
      return hasLimit ? 'stop-limit' : 'stop-market'
    case 'target':
      return 'take-profit'
    case 'trail':
      return 'trailing-stop'
    default:
      throw new Error(`"${kind}" is no kind of order`)
  }
}
