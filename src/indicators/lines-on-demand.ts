import type { Column } from '../market/column.ts'
import type { Indicator, SourceColumn } from './indicator.ts'

export type LinesByName = Readonly<Record<string, SourceColumn>>

/** An indicator at work, and the columns that it fills. */
export class Node {
  indicator: Indicator
  /** Its `extend`, looked up once: among so many kinds of indicator the lookup would cost as much as a quick one takes for a bar. */
  readonly extend: Indicator['extend']
  readonly columns: Column[]
  readonly #create: () => Indicator

  /** Fills the first `computed` bars at once. */
  constructor(create: () => Indicator, columns: Column[], computed: number) {
    for (const column of columns) column.reserve(computed)
    this.columns = columns
    this.#create = create
    this.indicator = create()
    this.extend = this.indicator.extend
    this.indicator.extend(0, computed)
  }

  /** Keeps one more column, of which the first `computed` bars are filled anew. */
  keep(column: Column, computed: number): void {
    column.reserve(computed)
    this.columns.push(column)
    if (computed === 0) return
    this.indicator = this.#create()
    this.indicator.extend(0, computed)
  }
}

/** What lines need of their market to be computed when they are asked for. */
export interface LineMarket {
  /** Bars that are computed so far. */
  computed(): number
  /** Gives `column` memory for every bar. */
  keep(column: Column): void
  /** Gives `column` memory for the last bars alone. */
  keepLast(column: Column): void
  add(create: () => Indicator, columns: Column[]): Node
  /** A column that is kept was added to a node. */
  onColumn(): void
  /** Throws when bars are gone that `what` would be computed from. */
  refuseLate(what: string): void
}

/** One indicator over one source. */
export interface LineMaker {
  readonly indicator: string
  /** Lines of other indicators, taken over as they are. */
  readonly shared: LinesByName
  /** The lines that `create` fills, with columns that have no memory yet. */
  readonly own: LinesByName
  /** Those of them that are kept only when somebody asks for them. */
  readonly keptOnDemand: readonly string[]
  create(): Indicator
}

/**
 * The lines of one indicator over one source. Its own are computed from the first time that one of them is asked for: what nobody reads
 * costs nothing. Who asks late gets the same values.
 */
export class LinesOnDemand {
  readonly lines: LinesByName = {}
  readonly #maker: LineMaker
  readonly #market: LineMarket
  #node: Node | undefined

  /** @param names of the lines, in their order */
  constructor(names: readonly string[], maker: LineMaker, market: LineMarket) {
    this.#maker = maker
    this.#market = market
    for (const name of names) {
      const value = maker.shared[name]
      if (value === undefined) this.#defineOwn(name, maker.own[name] as SourceColumn)
      else Object.defineProperty(this.lines, name, { value, enumerable: true })
    }
  }

  /** The column of line `name` for a reader that wants value `i` only while it extends bar `i`. */
  passing(name: string): Column {
    const own = this.#maker.own[name]
    // Who comes late reads values of all bars: one that is not kept has those of the last ones only.
    if (own === undefined || this.#market.computed() > 0) return (this.lines[name] as SourceColumn).column
    this.#compute()
    return own.column
  }

  #defineOwn(name: string, line: SourceColumn): void {
    const get = (): SourceColumn => {
      const node = this.#compute()
      if (this.#isOnDemand(name)) this.#keep(node, name, line.column)
      Object.defineProperty(this.lines, name, { value: line, enumerable: true })
      return line
    }
    Object.defineProperty(this.lines, name, { get, enumerable: true, configurable: true })
  }

  #keep(node: Node, name: string, column: Column): void {
    this.#market.refuseLate(`${this.#maker.indicator}.${name}`)
    this.#market.keep(column)
    node.keep(column, this.#market.computed())
    this.#market.onColumn()
  }

  #compute(): Node {
    if (this.#node !== undefined) return this.#node
    const { indicator, own, create } = this.#maker
    this.#market.refuseLate(indicator)
    const kept: Column[] = []
    for (const [name, { column }] of Object.entries(own)) {
      if (this.#isOnDemand(name)) this.#market.keepLast(column)
      else {
        this.#market.keep(column)
        kept.push(column)
      }
    }
    this.#node = this.#market.add(create, kept)
    return this.#node
  }

  #isOnDemand(name: string): boolean {
    return this.#maker.keptOnDemand.includes(name)
  }
}
