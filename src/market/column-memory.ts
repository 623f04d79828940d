import { Column } from './column.ts'

/**
 * Memory for columns. What is given back is handed out again for columns of the same capacity: the first touch of fresh memory
 * costs several times what filling it costs, so runs over the same bars, one after the other, should share one of these.
 * A column from used memory holds old values until its indicator has written it.
 */
export class ColumnMemory {
  readonly #free: Column['values'][] = []

  take(capacity: number): Column {
    const last = this.#free.findLastIndex((values) => values.length === capacity)
    const [values] = last < 0 ? [] : this.#free.splice(last, 1)
    if (values === undefined) return new Column(capacity)
    const column = new Column(0)
    column.values = values
    return column
  }

  /** Takes the memory of `column` back. No one may read it any more. */
  give(column: Column): void {
    this.#free.push(column.values)
    column.values = new Column(0).values
  }
}
