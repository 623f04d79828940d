import type { Selectable, Transaction } from 'kysely'
import type { SignalsTable } from '../../schema/decision-rows.ts'
import type { Tables } from '../../schema/tables.ts'
import { KeptRow } from './kept-row.ts'
import { writeKeptRows } from './write-kept-rows.ts'

type Values = Omit<Selectable<SignalsTable>, 'id'>
export type SignalRow = KeptRow<Values>

/** Which signals: those to enter, or those to leave, of a strategy in a market. */
export interface SignalsOf {
  readonly symbol: string
  readonly strategy: string
  readonly kind: 'entry' | 'exit'
}

/** The signals that the events of a batch tell of. */
export class BatchSignals {
  readonly #transaction: Transaction<Tables>
  readonly #sessionId: number
  readonly #kept: SignalRow[] = []
  /** Those of a strategy in a market that nothing is known of yet, the oldest first. */
  readonly #pending = new Map<string, SignalRow[]>()

  constructor(transaction: Transaction<Tables>, sessionId: number) {
    this.#transaction = transaction
    this.#sessionId = sessionId
  }

  async add(values: Omit<Values, 'status'>): Promise<void> {
    const pending = await this.#pendingOf(values.symbol, values.strategy)
    const signal = new KeptRow<Values>({ ...values, status: 'pending' })
    this.#kept.push(signal)
    pending.push(signal)
  }

  /** Settles the oldest or the newest signal that nothing is known of yet. */
  async settle(
    { symbol, strategy, kind }: SignalsOf,
    which: 'oldest' | 'newest',
    status: 'placed' | 'refused',
  ): Promise<SignalRow | undefined> {
    const pending = await this.#pendingOf(symbol, strategy)
    const isMeant = ({ row }: SignalRow) => (row.side === 'flat') === (kind === 'exit')
    const place = which === 'oldest' ? pending.findIndex(isMeant) : pending.findLastIndex(isMeant)
    if (place === -1) return undefined
    const [signal] = pending.splice(place, 1)
    signal?.change({ status })
    return signal
  }

  async write(): Promise<void> {
    const transaction = this.#transaction
    await writeKeptRows<Pick<Values, 'sequence'>, Values>(this.#kept, {
      insert: (rows) => transaction.insertInto('signals').values(rows).execute(),
      numbersOf: ([first]) => {
        const query = transaction.selectFrom('signals').select(['id', 'sequence'])
        return query
          .where('sessionId', '=', this.#sessionId)
          .where('sequence', '>=', first?.sequence ?? 0)
          .execute()
      },
      keyOf: ({ sequence }) => String(sequence),
      update: (id, changes) => transaction.updateTable('signals').set(changes).where('id', '=', id).execute(),
    })
  }

  async #pendingOf(symbol: string, strategy: string): Promise<SignalRow[]> {
    const key = JSON.stringify([symbol, strategy])
    const known = this.#pending.get(key)
    if (known !== undefined) return known
    const found = await this.#transaction
      .selectFrom('signals')
      .selectAll()
      .where('sessionId', '=', this.#sessionId)
      .where('symbol', '=', symbol)
      .where('strategy', '=', strategy)
      .where('status', '=', 'pending')
      .orderBy('id')
      .execute()
    const pending = found.map(({ id, ...values }) => new KeptRow<Values>(values, id))
    for (const signal of pending) this.#kept.push(signal)
    this.#pending.set(key, pending)
    return pending
  }
}
