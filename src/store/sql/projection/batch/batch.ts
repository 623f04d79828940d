import type { Transaction, Updateable } from 'kysely'
import type { Backend } from '../../backend.ts'
import type { AccountsTable } from '../../schema/account-rows.ts'
import type { Tables } from '../../schema/tables.ts'
import { AppendedRows } from './appended-rows.ts'
import { BatchDecisions } from './batch-decisions.ts'
import { BatchOrders } from './batch-orders.ts'
import { BatchPositions } from './batch-positions.ts'
import { BatchSignals } from './batch-signals.ts'

/**
 * What the events of a batch come to, in memory: rows are read when they are first needed and written once, by `write`. It belongs to one
 * transaction. When that is done again, it is with a batch of its own.
 */
export class Batch {
  readonly orders: BatchOrders
  readonly positions: BatchPositions
  readonly signals: BatchSignals
  readonly decisions: BatchDecisions
  readonly appended = new AppendedRows()
  readonly #transaction: Transaction<Tables>
  readonly #accountId: number
  #account: Updateable<AccountsTable> | undefined

  constructor(transaction: Transaction<Tables>, session: { readonly id: number; readonly accountId: number }) {
    this.#transaction = transaction
    this.#accountId = session.accountId
    this.orders = new BatchOrders(transaction, session.id)
    this.positions = new BatchPositions(transaction, session.id)
    this.signals = new BatchSignals(transaction, session.id)
    this.decisions = new BatchDecisions(transaction, session.id)
  }

  /** Changes the account of the session. */
  changeAccount(changes: Updateable<AccountsTable>): void {
    this.#account = { ...this.#account, ...changes }
  }

  /** Rows that others name go first, because only then do they have a number. */
  async write(backend: Backend): Promise<void> {
    await this.signals.write()
    await this.orders.write()
    await this.positions.write()
    await this.decisions.write()
    if (this.#account !== undefined) {
      const query = this.#transaction.updateTable('accounts').set(this.#account)
      await query.where('id', '=', this.#accountId).execute()
    }
    await this.appended.write(this.#transaction, backend)
  }
}
