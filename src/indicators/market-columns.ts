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
  #computed = 0

  constructor(bars: Bars) {
    this.bars = bars
    this.#sourceKeys.set(bars.openColumn, 'open')
    this.#sourceKeys.set(bars.highColumn, 'high')
    this.#sourceKeys.set(bars.lowColumn, 'low')
    this.#sourceKeys.set(bars.closeColumn, 'close')
    this.#sourceKeys.set(bars.volumeColumn, 'volume')
  }

  /** The lines of `definition` over `source` (default: the close). Columns of bars that are there already are filled at once. */
  lines<S extends ParamSpecs, L extends string>(
    definition: IndicatorDefinition<S, L>,
    given: Partial<ParamsOf<S>> = {},
    source: SourceColumn = { column: this.bars.closeColumn, warmup: 0 },
  ): Readonly<Record<L, SourceColumn>> {
    const params = resolveParams(definition.params, given, `indicator ${definition.name}`)
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
    const warmup = definition.warmup(params)
    const columns: Column[] = []
    const outputs = {} as Record<L, Column>
    const lines = {} as Record<L, SourceColumn>
    for (const line of definition.lines) {
      const column = new Column(this.bars.length)
      columns.push(column)
      outputs[line] = column
      lines[line] = { column, warmup: source.warmup + warmup[line] }
      this.#sourceKeys.set(column, `${key}.${line}`)
    }
    const inputs: Inputs = {
      bars: this.bars,
      source: source.column,
      sourceWarmup: source.warmup,
      lines: (other, otherParams, otherSource) => this.lines(other, otherParams, otherSource ?? source),
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
