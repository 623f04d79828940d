import { createInstrument, type Instrument } from '../../core/instrument.ts'
import type { Fill, OrderRequest, Target } from '../../core/order.ts'
import type { Signal } from '../../core/signal.ts'
import type { Trade } from '../../core/trade.ts'
import type { Order } from '../../engine/order.ts'
import type { EngineObserver, Refused } from '../../engine/ports.ts'
import type { ExitRules } from '../../exits/exit-rules.ts'
import * as indicators from '../../indicators/catalogue.ts'
import { Bars } from '../../market/bars.ts'
import { Timeline } from '../../market/timeline.ts'
import type { Breaker, StateChange } from '../../risk/breakers.ts'
import { GlobalHalt } from '../../risk/global-halt.ts'
import type { RiskRule } from '../../risk/risk-rule.ts'
import type { TrailingSettings } from '../../risk/risk-settings.ts'
import { fixedNotional } from '../../risk/rules/fixed-notional.ts'
import { freeMargin } from '../../risk/rules/free-margin.ts'
import { maxPositions } from '../../risk/rules/max-positions.ts'
import { defineStrategy, type StrategyDefinition } from '../../strategies/strategy.ts'
import { conditionBook } from '../condition-book.ts'
import type { SimulatedMarket } from '../market-simulator.ts'
import { type RunOptions, SimulatedRun } from '../simulated-run.ts'
import { stopLines } from '../stop-lines.ts'
import type { VenueSettings } from '../venue-settings.ts'
import { appendBar, PLAIN_VENUE } from './scenario.ts'
import { after, expectTable, numberIn, parseTable, type ScenarioLine, shown } from './scenario-table.ts'

export interface RunScenarioOptions {
  readonly capital?: number
  readonly leverage?: number
  readonly maxHoldMs?: number
  readonly rules?: readonly RiskRule[]
  readonly breakers?: readonly Breaker[]
  readonly exitRules?: ExitRules
  /** What the stops of positions follow beside the exit rules. */
  readonly trailing?: TrailingSettings
  /** Conditions that close any position; with a list, also an empty one, signals can have theirs. */
  readonly invalidWhen?: readonly string[]
  readonly settings?: Partial<VenueSettings>
  readonly instrument?: Partial<Instrument>
}

/** Rules of a scenario that is not about risk: positions of 200, at most three, what fits into the cash. */
const RULES = [fixedNotional(200), maxPositions(3), freeMargin(0.0006)]

/**
 * Plays a table with the engine against the simulated venue. A signal stands under the bar at whose close it is given.
 *
 *     bar 100 101 98 100.5 v 12          a bar of the first market; `bar2`, `bar3`: of another one at the same time
 *     long stop 95 target 110 confidence 0.7 hold 600000       stop% and target% are distances from the entry
 *     long stop 95 targets 110:0.5,120:0.3,3r:0.2     up to three, prices or multiples of R, each with its share
 *     long stop 95 invalid close_<_97    a condition, written with _ for spaces
 *     long adds stop 97 size 0.5         adds to the open position; asks for half of the whole size
 *     flat | flat long | flat short | flat share 0.5 | flat invalidates
 *     s2 short stop 105                  a signal of the second strategy; m2 long …: for the second market
 *     gap 280                            so many bars of 5 minutes that are missing, one without a number
 *     halt halted_flat | resume | deposit 500     what a person does after a close
 *     halt_all halted | resume_all       the same with every account, of which there is one
 *     end                                the run is over: everything is closed
 *     equity | position | orders | free | state     what the engine knows: equity, position, live orders, cash, what it may do
 *
 * Tells of orders that go out, fills, refusals and closed trades. Positions are worth 200 unless `rules` are given.
 */
export function runScenario(options: RunScenarioOptions, table: string): void {
  const lines = parseTable(table)
  const play = new RunPlay(options, lines)
  expectTable(
    lines,
    lines.map((line) => play.play(line)),
  )
}

/** What a person does after a close. */
const ACTS: readonly string[] = ['halt', 'resume', 'halt_all', 'resume_all', 'deposit']

interface ScriptedSignal {
  readonly line: ScenarioLine
  readonly market: number
  readonly strategy: number
  readonly bar: number
  readonly signal: Signal
}

class RunPlay implements EngineObserver {
  readonly #run: SimulatedRun
  readonly #timeline: Timeline
  readonly #signals: readonly ScriptedSignal[]
  readonly #globalHalt = new GlobalHalt()
  readonly #orders: Order[] = []
  readonly #outcomes = new Map<ScenarioLine, string[]>()
  /** Where what happens now is noted: the bar, then each signal of its close. */
  #current: ScenarioLine | undefined

  constructor(options: RunScenarioOptions, lines: readonly ScenarioLine[]) {
    const markets = marketsOf(lines, options.instrument ?? {})
    this.#signals = signalsOf(lines)
    const strategies = Math.max(1, ...this.#signals.map(({ strategy }) => strategy + 1))
    this.#timeline = new Timeline(markets.map(({ bars }) => bars))
    this.#run = new SimulatedRun({
      strategies: Array.from({ length: strategies }, (_, k) => ({ definition: this.#script(k), params: {} })),
      markets,
      capital: options.capital ?? 10_000,
      leverage: options.leverage ?? 1,
      maxHoldMs: options.maxHoldMs ?? Number.POSITIVE_INFINITY,
      rules: options.rules ?? RULES,
      breakers: options.breakers ?? [],
      globalHalt: this.#globalHalt,
      ...(options.exitRules !== undefined && { exitRules: options.exitRules }),
      ...(options.trailing !== undefined && { stopLines: stopLinesOf(options.trailing) }),
      ...conditionsOf(options),
      venue: { ...PLAIN_VENUE, ...options.settings },
      seed: 1,
      observer: this,
    })
  }

  play(line: ScenarioLine): string {
    const [verb = ''] = line.words
    if (/^bar\d$/.test(verb)) return ''
    if (verb === 'bar') this.#step(line)
    else if (verb === 'end') this.#finish(line)
    else if (ACTS.includes(verb)) this.#act(line)
    else if (['equity', 'position', 'orders', 'free', 'state'].includes(verb)) return this.#look(line)
    return (this.#outcomes.get(line) ?? []).join('; ')
  }

  #step(line: ScenarioLine): void {
    this.#current = line
    if (!this.#timeline.next()) throw new Error(`no bar is left at "${line.text}"`)
    this.#run.step(this.#timeline)
  }

  #finish(line: ScenarioLine): void {
    this.#current = line
    this.#run.finish()
  }

  #act(line: ScenarioLine): void {
    this.#current = line
    const [verb, given = ''] = line.words
    const { engine } = this.#run
    if (verb === 'deposit') this.#run.deposit(numberIn(given))
    else if (verb === 'resume') engine.resume('anna', 'looked at it')
    else if (verb === 'resume_all') this.#globalHalt.resume('boss', 'all is well')
    else if (verb === 'halt_all') this.#globalHalt.halt(stopIn(given), 'boss', 'the exchange is odd')
    else engine.halt(stopIn(given), 'anna', 'tired')
  }

  #look({ words }: ScenarioLine): string {
    const { account } = this.#run.engine
    const position = account.position(Number(words[1] ?? 1) - 1)
    switch (words[0]) {
      case 'equity':
        return shown(account.equity)
      case 'state':
        return this.#run.engine.past.state
      case 'free':
        return shown(account.cash)
      case 'orders':
        return this.#orders
          .filter((order) => !order.isEnded)
          .map((order) => `${order.status === 'cancelling' ? 'cancelling ' : ''}${orderText(order.request)}`)
          .join(', ')
      default:
        return position === undefined
          ? 'flat'
          : `${position.side} ${shown(position.quantity)} @ ${shown(position.entryPrice)}`
    }
  }

  #script(strategy: number): StrategyDefinition {
    return defineStrategy({
      name: `script-${strategy + 1}`,
      about: 'Says what the table says.',
      timeframe: '5m',
      params: {},
      build: ({ symbol }) => {
        const market = Number(symbol.at(3)) - 1
        return (bar) => {
          const found = this.#signals.find(
            (signal) => signal.bar === bar.index && signal.strategy === strategy && signal.market === market,
          )
          // Entries are settled when all strategies have spoken: what comes of them stands behind the last signal.
          if (found !== undefined) this.#current = found.line
          return found?.signal
        }
      },
    })
  }

  #note(text: string): void {
    if (this.#current === undefined) throw new Error('something happened before the first line')
    const notes = this.#outcomes.get(this.#current) ?? []
    notes.push(text)
    this.#outcomes.set(this.#current, notes)
  }

  onSignal(): void {}
  onStopped(): void {}

  onRefusal({ symbol, rule, reason }: Refused): void {
    this.#note(`${symbol.startsWith('SYM1') ? '' : `m${symbol.at(3)} `}refused ${rule}: ${reason}`)
  }

  onOrder(order: Order): void {
    this.#orders.push(order)
    this.#note(`${marketText(order.request)}sends ${orderText(order.request)}`)
  }

  onFill({ request }: Order, fill: Fill): void {
    this.#note(
      `${marketText(request)}${request.side === 'buy' ? 'bought' : 'sold'} ${shown(fill.quantity)} @ ${shown(fill.price)}`,
    )
  }

  onState({ to, reason }: StateChange): void {
    this.#note(`${to}: ${reason}`)
  }

  onTrade({ side, pnl, exitReason, barsHeld }: Trade): void {
    this.#note(`${side} ended by ${exitReason} after ${barsHeld} with ${shown(pnl)}`)
  }
}

function stopIn(text: string): 'close_only' | 'halted' | 'halted_flat' {
  if (text === 'close_only' || text === 'halted' || text === 'halted_flat') return text
  throw new Error(`"${text}" is no state to halt in`)
}

function stopLinesOf(trailing: TrailingSettings): NonNullable<RunOptions['stopLines']> {
  return (columns) => columns.map((market) => stopLines(trailing, market))
}

function conditionsOf({ invalidWhen }: RunScenarioOptions): Pick<RunOptions, 'conditions'> {
  if (invalidWhen === undefined) return {}
  return { conditions: (columns) => conditionBook(invalidWhen, indicators, columns) }
}

function marketText({ market }: OrderRequest): string {
  return market === 0 ? '' : `m${market + 1} `
}

function orderText({ side, quantity, type, triggerPrice, limitPrice }: OrderRequest): string {
  const short = { 'stop-market': 'stop', 'stop-limit': 'stop', 'take-profit': 'target', 'trailing-stop': 'trail' }
  const name = type === 'market' || type === 'limit' ? type : short[type]
  const price = Number.isNaN(triggerPrice) ? limitPrice : triggerPrice
  return `${side} ${shown(quantity)} ${name}${Number.isNaN(price) ? '' : ` ${shown(price)}`}`
}

function marketsOf(lines: readonly ScenarioLine[], instrument: Partial<Instrument>): SimulatedMarket[] {
  const markets: Bars[] = [new Bars('5m')]
  let time = -300_000
  for (const { words } of lines) {
    if (words[0] === 'bar') time += 300_000
    if (words[0] === 'gap') time += 300_000 * Number(words[1] ?? 1)
    if (!words[0]?.startsWith('bar')) continue
    const market = Number(words[0].slice(3) || '1') - 1
    while (markets.length <= market) markets.push(new Bars('5m'))
    appendBar(markets[market] as Bars, time, words)
  }
  return markets.map((bars, k) => ({
    instrument: {
      ...createInstrument({ symbol: `SYM${k + 1}/USDT:USDT`, tickSize: 0.01, lotSize: 0.1 }),
      ...instrument,
      symbol: `SYM${k + 1}/USDT:USDT`,
    },
    bars,
  }))
}

/** The signals of the table, each with the index of the last bar of its market above it. */
function signalsOf(lines: readonly ScenarioLine[]): ScriptedSignal[] {
  const counts: number[] = []
  const signals: ScriptedSignal[] = []
  for (const line of lines) {
    const [verb = ''] = line.words
    if (verb.startsWith('bar')) {
      const market = Number(verb.slice(3) || '1') - 1
      counts[market] = (counts[market] ?? 0) + 1
    }
    const words = line.words.filter((word) => !/^[sm]\d$/.test(word))
    if (!['long', 'short', 'flat'].includes(words[0] ?? '')) continue
    const market = prefixed(line.words, 'm')
    signals.push({
      line,
      market,
      strategy: prefixed(line.words, 's'),
      bar: (counts[market] ?? 0) - 1,
      signal: signalOf(words),
    })
  }
  return signals
}

function prefixed(words: readonly string[], letter: string): number {
  const word = words.find((candidate) => new RegExp(`^${letter}\\d$`).test(candidate))
  return word === undefined ? 0 : numberIn(word.slice(1)) - 1
}

function signalOf(words: readonly string[]): Signal {
  const [side, from] = words
  const given = (word: string) => words.includes(word)
  if (side === 'flat') {
    return {
      side,
      reason: 'script',
      ...((from === 'long' || from === 'short') && { from }),
      ...(given('share') && { share: valueAfter(words, 'share') }),
      ...(given('invalidates') && { invalidates: true }),
    }
  }
  return {
    side: side === 'long' ? 'long' : 'short',
    confidence: given('confidence') ? valueAfter(words, 'confidence') : 0.5,
    reason: 'script',
    ...(given('stop') && { stopLoss: valueAfter(words, 'stop') }),
    ...(given('stop%') && { stopLossPct: valueAfter(words, 'stop%') }),
    ...(given('target') && { takeProfit: valueAfter(words, 'target') }),
    ...(given('target%') && { takeProfitPct: valueAfter(words, 'target%') }),
    ...(given('targets') && { targets: targetsIn(words[words.indexOf('targets') + 1] ?? '') }),
    ...(given('adds') && { adds: true }),
    ...(given('size') && { sizeShare: valueAfter(words, 'size') }),
    ...(given('invalid') && { invalidWhen: [words[words.indexOf('invalid') + 1]?.replaceAll('_', ' ') ?? ''] }),
    ...(given('hold') && { maxHoldMs: valueAfter(words, 'hold') }),
  }
}

/** `110:0.5,3r:0.5`. */
function targetsIn(text: string): Target[] {
  return text.split(',').map((part) => {
    const [level = '', share] = part.split(':')
    const at = level.endsWith('r') ? { r: numberIn(level.slice(0, -1)) } : { price: numberIn(level) }
    return { ...at, share: numberIn(share) }
  })
}

/** The number after `word`, which may be NaN. */
function valueAfter(words: readonly string[], word: string): number {
  return words[words.indexOf(word) + 1] === 'NaN' ? Number.NaN : after(words, word)
}
