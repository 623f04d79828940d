import type { Selectable, Transaction } from 'kysely'
import type { PositionsTable } from '../../schema/order-rows.ts'
import type { Tables } from '../../schema/tables.ts'
import type { OrderRow } from './batch-orders.ts'
import { KeptRow } from './kept-row.ts'
import { writeKeptRows } from './write-kept-rows.ts'

type Values = Omit<Selectable<PositionsTable>, 'id'>
type Key = Pick<Values, 'sequence' | 'symbol'>
export type PositionRow = KeptRow<Values>

/** The positions that the events of a batch tell of. */
export class BatchPositions {
  readonly #transaction: Transaction<Tables>
  readonly #sessionId: number
  readonly #kept: PositionRow[] = []
  /** By symbol; undefined where none is open. */
  readonly #open = new Map<string, PositionRow | undefined>()
  readonly #entryOrders = new Map<PositionRow, OrderRow>()

  constructor(transaction: Transaction<Tables>, sessionId: number) {
    this.#transaction = transaction
    this.#sessionId = sessionId
  }

  /** Opens one. */
  add(values: Omit<Values, 'status' | 'entryOrderId'>, entryOrder: OrderRow | undefined): void {
    const position = this.#keep(new KeptRow<Values>({ ...values, status: 'open', entryOrderId: null }))
    this.#open.set(values.symbol, position)
    if (entryOrder !== undefined) this.#entryOrders.set(position, entryOrder)
  }

  /** The position that is open in a market; a session has at most one there. */
  async findOpen(symbol: string): Promise<PositionRow | undefined> {
    if (this.#open.has(symbol)) return this.#open.get(symbol)
    const query = this.#transaction.selectFrom('positions').selectAll().where('sessionId', '=', this.#sessionId)
    const found = await query.where('symbol', '=', symbol).where('status', '=', 'open').executeTakeFirst()
    const position = found && this.#load(found)
    this.#open.set(symbol, position)
    return position
  }

  close(position: PositionRow, changes: Partial<Values>): void {
    position.change({ ...changes, status: 'closed' })
    this.#open.set(position.row.symbol, undefined)
  }

  /** The orders have to be written before. */
  async write(): Promise<void> {
    const transaction = this.#transaction
    for (const [position, order] of this.#entryOrders) position.change({ entryOrderId: order.id })
    await writeKeptRows<Key, Values>(this.#kept, {
      insert: (rows) => transaction.insertInto('positions').values(rows).execute(),
      numbersOf: ([first]) => {
        const query = transaction.selectFrom('positions').select(['id', 'sequence', 'symbol'])
        return query
          .where('sessionId', '=', this.#sessionId)
          .where('sequence', '>=', first?.sequence ?? 0)
          .execute()
      },
      keyOf: ({ sequence, symbol }) => `${sequence} ${symbol}`,
      update: (id, changes) => transaction.updateTable('positions').set(changes).where('id', '=', id).execute(),
    })
  }

  #load({ id, ...values }: Selectable<PositionsTable>): PositionRow {
    return this.#keep(new KeptRow(values, id))
  }

  #keep(position: PositionRow): PositionRow {
    this.#kept.push(position)
    return position
  }
}
