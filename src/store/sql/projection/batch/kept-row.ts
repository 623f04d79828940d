import { assert } from '../../../../core/assert.ts'

/** A row that the events of a batch read and change. The database hears of it once, at the end of the batch. */
export class KeptRow<Row extends object> {
  readonly #row: Row
  #id: number | undefined
  #changes: Partial<Row> | undefined

  /** Without an `id` it is a new row. */
  constructor(row: Row, id?: number) {
    this.#row = row
    this.#id = id
  }

  /** As it is after all events so far. */
  get row(): Readonly<Row> {
    return this.#row
  }

  /** Undefined when nothing was changed. */
  get changes(): Partial<Row> | undefined {
    return this.#changes
  }

  /** Whether the database does not have it yet. */
  get isNew(): boolean {
    return this.#id === undefined
  }

  /** The number that the database gave it, so a new row has to be written before those that name it. */
  get id(): number {
    assert(this.#id !== undefined, 'the row has been written')
    return this.#id
  }

  setId(id: number): void {
    this.#id = id
  }

  change(changes: Partial<Row>): void {
    Object.assign(this.#row, changes)
    this.#changes = { ...this.#changes, ...changes }
  }
}
