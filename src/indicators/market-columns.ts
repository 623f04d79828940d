import { assert, fail } from '../core/assert.ts'
import { PlimsollError } from '../core/errors.ts'
import type { ParamSpecs, ParamsOf } from '../core/params.ts'
import { resolveParams } from '../core/params.ts'
import type { Timeframe } from '../core/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import { Column } from '../market/column.ts'
import { ColumnMemory } from '../market/column-memory.ts'
import { LargerBars, Places } from './aligned.ts'
import type { Indicator, IndicatorDefinition, Inputs, LineSource, SourceColumn } from './indicator.ts'
import { type LineMarket, type LinesByName, LinesOnDemand, Node } from './lines-on-demand.ts'

/** A larger timeframe: its bars, the columns over them, and where its lines are asked from. */
interface Larger {
  readonly bars: LargerBars
  readonly columns: MarketColumns
  readonly source: LineSource
}

/** So many bars of all columns stay in the processor's cache from one indicator to the next that reads them. */
const BLOCK_BARS = 2048
/** The first block is short, because its loops run before the just-in-time compiler has seen them to their end. */
const FIRST_BLOCK_BARS = 128
/** Values of a line that is not kept: those of the block that is being computed, which other indicators may want. */
const RING_BARS = BLOCK_BARS

/**
 * How many of the `length` bars that were seen may be dropped when `keepBars` are to stay: whole blocks, because value `i` of a ring
 * has to stay at `values[i & mask]`. 0 while that is less than half of them, so that what is moved is never more than what is dropped.
 */
export function surplusBars(length: number, keepBars: number): number {
  return length <= 2 * keepBars ? 0 : Math.floor((length - keepBars) / BLOCK_BARS) * BLOCK_BARS
}

/**
 * The indicator columns of one market, each computed once: asking again for the same indicator, parameters and source gives the
 * same columns. Nodes are kept in the order in which they were made, so an indicator always stands behind those that it reads.
 */
export class MarketColumns implements LineSource {
  readonly bars: Bars
  readonly #memory: ColumnMemory
  readonly #nodes: Node[] = []
  readonly #lines = new Map<string, LinesOnDemand>()
  readonly #sourceKeys = new Map<Column, string>()
  readonly #larger = new Map<Timeframe, Larger>()
  readonly #close: SourceColumn
  readonly #market: LineMarket
  #computed = 0
  /** Bars that fit into every column. */
  #room = 0
  #longestWarmup = 0

  /** Runs over the same bars can hand the memory of their columns on: see `release`. */
  constructor(bars: Bars, memory = new ColumnMemory()) {
    this.bars = bars
    this.#memory = memory
    this.#close = { column: bars.closeColumn, warmup: 0 }
    this.#market = this.#lineMarket()
    this.#sourceKeys.set(bars.openColumn, 'open')
    this.#sourceKeys.set(bars.highColumn, 'high')
    this.#sourceKeys.set(bars.lowColumn, 'low')
    this.#sourceKeys.set(bars.closeColumn, 'close')
    this.#sourceKeys.set(bars.volumeColumn, 'volume')
  }

  /** Columns of bars that `extend` has seen are filled at once. */
  lines<S extends ParamSpecs, L extends string>(
    definition: IndicatorDefinition<S, L>,
    given: Partial<ParamsOf<S>> = {},
    chosen?: SourceColumn,
  ): Readonly<Record<L, SourceColumn>> {
    return this.#linesOf(definition, given, chosen).lines as Record<L, SourceColumn>
  }

  on(timeframe: Timeframe): LineSource {
    const already = this.#larger.get(timeframe)
    if (already !== undefined) return already.source
    this.#refuseLate(timeframe)
    const larger = new LargerBars(this.bars, timeframe)
    const columns = new MarketColumns(larger.bars)
    const places = this.#memory.take(this.bars.capacity)
    this.#add(() => new Places(this.bars, larger, () => columns.extend(), places), [places])
    const source: LineSource = {
      bars: larger.bars,
      places,
      lines: (definition, params, chosen) => columns.lines(definition, params, chosen),
      on: (other) => this.on(other),
    }
    this.#larger.set(timeframe, { bars: larger, columns, source })
    return source
  }

  /** Computes every column up to and with the last bar. */
  extend(): void {
    const to = this.bars.length
    // Every line of a larger timeframe asks at every bar, and most bars close no larger one.
    if (to === this.#computed) return
    if (to > this.#room) this.#makeRoom(to)
    for (let start = this.#computed; start < to; ) {
      const end = Math.min(to, start + (start === 0 ? FIRST_BLOCK_BARS : BLOCK_BARS))
      for (let k = 0; k < this.#nodes.length; k++) {
        const { indicator, extend } = this.#nodes[k] as Node
        extend.call(indicator, start, end)
      }
      start = end
    }
    this.#computed = to
  }

  /** Makes room for `to` bars in every column, and notes how many fit into all of them. */
  #makeRoom(to: number): void {
    let room = Number.POSITIVE_INFINITY
    for (const { columns } of this.#nodes) {
      for (const column of columns) {
        column.reserve(to)
        room = Math.min(room, column.values.length)
      }
    }
    this.#room = room
  }

  /** The most bars that any line of this timeframe has before its first value. */
  get longestWarmup(): number {
    return this.#longestWarmup
  }

  /**
   * Drops the first `count` bars, so many as `surplusBars` gave, from the bars and from every column. A larger timeframe has fewer bars,
   * and drops its own when it has more than twice `keepBars` and its longest warm-up.
   */
  forget(count: number, keepBars: number): void {
    if (count === 0) return
    assert(count % BLOCK_BARS === 0 && count < this.#computed, `${count} of ${this.#computed} bars cannot be dropped`)
    for (const { bars, columns } of this.#larger.values()) {
      bars.advance(this.#computed)
      columns.extend()
      bars.forgetBase(count)
      columns.forget(surplusBars(columns.bars.length, keepBars + columns.longestWarmup), keepBars)
    }
    for (const { indicator, columns } of this.#nodes) {
      for (const column of columns) column.forget(count, this.#computed)
      indicator.forget?.(count)
    }
    this.bars.forget(count)
    this.#computed -= count
  }

  /** Gives the memory of all columns back. No line of this market may be read or asked for any more. */
  release(): void {
    for (const { columns } of this.#nodes) for (const column of columns) this.#memory.give(column)
    this.#nodes.length = 0
    this.#lines.clear()
  }

  #keyOf(column: Column): string {
    const key = this.#sourceKeys.get(column)
    if (key !== undefined) return key
    throw new PlimsollError(
      'strategy',
      'an indicator can only read a line of its own market and timeframe',
      "Ask for both on one timeframe: const hourly = lines.on('1h'); hourly.ema(20, hourly.rsi(14)).",
    )
  }

  #lineMarket(): LineMarket {
    return {
      computed: () => this.#computed,
      keep: (column) => column.keep(this.#memory.take(this.bars.capacity).values),
      keepLast: (column) => column.keepLast(RING_BARS),
      add: (create, columns) => this.#add(create, columns),
      onColumn: () => {
        this.#room = 0
      },
      refuseLate: (what) => this.#refuseLate(what),
    }
  }

  /** A line that begins now would not have the values that it has in a backtest. */
  #refuseLate(what: string): void {
    if (this.bars.forgotten === 0) return
    throw new PlimsollError(
      'strategy',
      `${what} was asked for after ${this.bars.forgotten} bars of ${this.bars.timeframe} had been dropped`,
      'Ask for every line when the strategy is built, before its first bar.',
    )
  }

  #linesOf<S extends ParamSpecs, L extends string>(
    definition: IndicatorDefinition<S, L>,
    given: Partial<ParamsOf<S>>,
    chosen: SourceColumn | undefined,
  ): LinesOnDemand {
    const params = resolveParams(definition.params, given, `indicator ${definition.name}`)
    const source = chosen !== undefined && definition.takesSource ? chosen : this.#close
    const key = `${definition.name}(${JSON.stringify(params)})@${this.#keyOf(source.column)}`
    const known = this.#lines.get(key)
    if (known !== undefined) return known
    const lines = this.#create(key, definition, params, source)
    this.#lines.set(key, lines)
    return lines
  }

  #create<S extends ParamSpecs, L extends string>(
    key: string,
    definition: IndicatorDefinition<S, L>,
    params: ParamsOf<S>,
    source: SourceColumn,
  ): LinesOnDemand {
    this.#refuseLate(definition.name)
    const inputs: Inputs = {
      bars: this.bars,
      source,
      lines: (other, otherParams, otherSource) => this.lines(other, otherParams, otherSource ?? source),
      passing: (other, otherParams) => this.#passing(other, otherParams),
    }
    const shared: Partial<Record<L, SourceColumn>> = definition.share?.(inputs, params) ?? {}
    const warmup = definition.warmup(params)
    const own: Record<string, SourceColumn> = {}
    const outputs = {} as Record<L, Column>
    for (const name of definition.lines) {
      const line = shared[name] ?? { column: new Column(0), warmup: source.warmup + warmup[name] }
      this.#longestWarmup = Math.max(this.#longestWarmup, line.warmup)
      outputs[name] = line.column
      if (shared[name] !== undefined) continue
      own[name] = line
      this.#sourceKeys.set(line.column, `${key}.${name}`)
    }
    const create = (): Indicator =>
      definition.create?.(inputs, params, outputs) ?? fail(`indicator ${definition.name} leaves lines empty`)
    const { name: indicator, keptOnDemand = [] } = definition
    const maker = { indicator, shared: shared as LinesByName, own, keptOnDemand, create }
    return new LinesOnDemand(definition.lines, maker, this.#market)
  }

  /** The column of the main line of `definition`, kept or not. */
  #passing<S extends ParamSpecs, L extends string>(
    definition: IndicatorDefinition<S, L>,
    params: Partial<ParamsOf<S>>,
  ): Column {
    const [main] = definition.lines
    assert(main !== undefined, `indicator ${definition.name} has a line`)
    return this.#linesOf(definition, params, undefined).passing(main)
  }

  #add(create: () => Indicator, columns: Column[]): Node {
    this.#room = 0
    const node = new Node(create, columns, this.#computed)
    this.#nodes.push(node)
    return node
  }
}
