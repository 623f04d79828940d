import { assert } from '../core/assert.ts'
import type { ParamSpecs, ParamsOf } from '../core/params.ts'
import { resolveParams } from '../core/params.ts'
import type { Bars } from '../market/bars.ts'
import { Column } from '../market/column.ts'
import type { Indicator, IndicatorDefinition, Inputs, SourceColumn } from './indicator.ts'

interface Node {
  readonly indicator: Indicator
  readonly columns: readonly Column[]
  readonly lines: Readonly<Record<string, SourceColumn>>
}

/**
 * The indicator columns of one market, each computed once: asking again for the same indicator, parameters and source gives the
 * same columns. Nodes are kept in the order in which they were made, so an indicator always stands behind those that it reads.
 */
export class MarketColumns {
  readonly bars: Bars
  readonly #nodes: Node[] = []
  readonly #byKey = new Map<string, Node>()
  readonly #sourceKeys = new Map<Column, string>()
  readonly #close: SourceColumn
  #computed = 0

  constructor(bars: Bars) {
    this.bars = bars
    this.#close = { column: bars.closeColumn, warmup: 0 }
    this.#sourceKeys.set(bars.openColumn, 'open')
    this.#sourceKeys.set(bars.highColumn, 'high')
    this.#sourceKeys.set(bars.lowColumn, 'low')
    this.#sourceKeys.set(bars.closeColumn, 'close')
    this.#sourceKeys.set(bars.volumeColumn, 'volume')
  }

  /** The lines of `definition` over `chosen` (default: the close). Columns of bars that are there already are filled at once. */
  lines<S extends ParamSpecs, L extends string>(
    definition: IndicatorDefinition<S, L>,
    given: Partial<ParamsOf<S>> = {},
    chosen?: SourceColumn,
  ): Readonly<Record<L, SourceColumn>> {
    const params = resolveParams(definition.params, given, `indicator ${definition.name}`)
    const source = chosen !== undefined && definition.takesSource ? chosen : this.#close
    const key = `${definition.name}(${JSON.stringify(params)})@${this.#keyOf(source.column)}`
    const node = this.#byKey.get(key) ?? this.#create(key, definition, params, source)
    return node.lines as Record<L, SourceColumn>
  }

  /** Computes every column up to and with the last bar. */
  extend(): void {
    const from = this.#computed
    const to = this.bars.length
    if (from === to) return
    for (const node of this.#nodes) extendNode(node, from, to)
    this.#computed = to
  }

  #keyOf(column: Column): string {
    const key = this.#sourceKeys.get(column)
    assert(key !== undefined, 'an indicator can only read columns of its own market')
    return key
  }

  #create<S extends ParamSpecs, L extends string>(
    key: string,
    definition: IndicatorDefinition<S, L>,
    params: ParamsOf<S>,
    source: SourceColumn,
  ): Node {
    const inputs: Inputs = {
      bars: this.bars,
      source,
      lines: (other, otherParams, otherSource) => this.lines(other, otherParams, otherSource ?? source),
    }
    const shared: Partial<Record<L, SourceColumn>> | undefined = definition.share?.(inputs, params)
    const warmup = definition.warmup(params)
    const columns: Column[] = []
    const outputs = {} as Record<L, Column>
    const lines = {} as Record<L, SourceColumn>
    for (const name of definition.lines) {
      const line = shared?.[name] ?? { column: new Column(this.bars.length), warmup: source.warmup + warmup[name] }
      if (shared?.[name] === undefined) {
        columns.push(line.column)
        this.#sourceKeys.set(line.column, `${key}.${name}`)
      }
      outputs[name] = line.column
      lines[name] = line
    }
    const node: Node = { indicator: definition.create(inputs, params, outputs), columns, lines }
    this.#nodes.push(node)
    this.#byKey.set(key, node)
    extendNode(node, 0, this.#computed)
    return node
  }
}

function extendNode(node: Node, from: number, to: number): void {
  for (const column of node.columns) column.reserve(to)
  node.indicator.extend(from, to)
}
