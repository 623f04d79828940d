import type { Selectable, Transaction } from 'kysely'
import type { OrdersTable } from '../../schema/order-rows.ts'
import type { Tables } from '../../schema/tables.ts'
import { KeptRow } from './kept-row.ts'
import { writeKeptRows } from './write-kept-rows.ts'

type Values = Omit<Selectable<OrdersTable>, 'id'>
export type OrderRow = KeptRow<Values>

interface Moment {
  readonly at: number
  readonly symbol: string
  readonly strategy: string
}

/** The orders that the events of a batch tell of. */
export class BatchOrders {
  readonly #transaction: Transaction<Tables>
  readonly #sessionId: number
  /** By the number that the engine gave them. */
  readonly #kept = new Map<number, OrderRow>()
  /** The newest of each moment that takes off a part of a position. */
  readonly #partialExits = new Map<string, OrderRow>()
  readonly #added: OrderRow[] = []

  constructor(transaction: Transaction<Tables>, sessionId: number) {
    this.#transaction = transaction
    this.#sessionId = sessionId
  }

  add(values: Values): OrderRow {
    const order = new KeptRow(values)
    this.#added.push(order)
    this.#kept.set(values.number, order)
    if (values.exitReason === 'partial_exit') {
      const { createdAt: at, symbol, strategy } = values
      this.#partialExits.set(textOf({ at, symbol, strategy }), order)
    }
    return order
  }

  /** The order that the engine calls `number`. */
  async find(number: number): Promise<OrderRow | undefined> {
    const known = this.#kept.get(number)
    if (known !== undefined) return known
    const query = this.#transaction.selectFrom('orders').selectAll().where('sessionId', '=', this.#sessionId)
    const found = await query.where('number', '=', number).executeTakeFirst()
    return found && this.#keep(found)
  }

  /** The newest order of a moment that takes off a part of a position. */
  async findPartialExit(moment: Moment): Promise<OrderRow | undefined> {
    const known = this.#partialExits.get(textOf(moment))
    if (known !== undefined) return known
    const found = await this.#transaction
      .selectFrom('orders')
      .selectAll()
      .where('sessionId', '=', this.#sessionId)
      .where('createdAt', '=', moment.at)
      .where('symbol', '=', moment.symbol)
      .where('strategy', '=', moment.strategy)
      .where('exitReason', '=', 'partial_exit')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    return found && this.#keep(found)
  }

  async write(): Promise<void> {
    const transaction = this.#transaction
    const loaded = [...this.#kept.values()].filter(({ isNew }) => !isNew)
    await writeKeptRows([...loaded, ...this.#added], {
      insert: (rows) => transaction.insertInto('orders').values(rows).execute(),
      numbersOf: (inserted) => {
        const numbers = inserted.map(({ number }) => number)
        const query = transaction.selectFrom('orders').select(['id', 'number']).where('sessionId', '=', this.#sessionId)
        return query.where('number', '>=', least(numbers)).execute()
      },
      keyOf: ({ number }: { number: number }) => String(number),
      update: (id, changes) => transaction.updateTable('orders').set(changes).where('id', '=', id).execute(),
    })
  }

  /** What the batch knows of an order is newer than what the database has. */
  #keep({ id, ...values }: Selectable<OrdersTable>): OrderRow {
    const order = this.#kept.get(values.number) ?? new KeptRow(values, id)
    this.#kept.set(values.number, order)
    return order
  }
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b))
}

function textOf({ at, symbol, strategy }: Moment): string {
  return JSON.stringify([at, symbol, strategy])
}
