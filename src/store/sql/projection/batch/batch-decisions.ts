import type { Selectable, Transaction } from 'kysely'
import type { DecisionsTable } from '../../schema/decision-rows.ts'
import type { Tables } from '../../schema/tables.ts'
import { insertInChunks } from '../../statement-size.ts'
import type { OrderRow } from './batch-orders.ts'
import type { SignalRow } from './batch-signals.ts'

type Values = Omit<Selectable<DecisionsTable>, 'id' | 'signalId' | 'orderId'>

interface Decision {
  readonly values: Values
  readonly signal: SignalRow
  readonly order: OrderRow | undefined
}

/** Which check refused a signal, and why. */
export interface Refused {
  readonly stage: string
  readonly rule: string
  readonly reason: string
}

/** What the events of a batch decide of signals. */
export class BatchDecisions {
  readonly #transaction: Transaction<Tables>
  readonly #sessionId: number
  readonly #added: Decision[] = []

  constructor(transaction: Transaction<Tables>, sessionId: number) {
    this.#transaction = transaction
    this.#sessionId = sessionId
  }

  add(values: Values, signal: SignalRow, order: OrderRow | undefined): void {
    this.#added.push({ values: { ...values }, signal, order })
  }

  /** The newest entry of a strategy in a market was refused after all. */
  async refusePlaced(symbol: string, strategy: string, refused: Refused): Promise<void> {
    const decision = this.#added.findLast(
      ({ values, order }) =>
        values.symbol === symbol &&
        values.strategy === strategy &&
        values.outcome === 'placed' &&
        order?.row.purpose === 'entry',
    )
    if (decision === undefined) return this.#refuseWritten(symbol, strategy, refused)
    Object.assign(decision.values, { outcome: 'refused', ...refused })
    decision.signal.change({ status: 'refused' })
  }

  /** The signals and orders have to be written before. */
  async write(): Promise<void> {
    const rows = this.#added.map(({ values, signal, order }) => ({
      ...values,
      ...{ signalId: signal.id, orderId: order?.id ?? null },
    }))
    await insertInChunks(rows, (chunk) => this.#transaction.insertInto('decisions').values(chunk).execute())
  }

  /** An earlier batch wrote it. That is rare, so it is changed there and then: it must not be found twice. */
  async #refuseWritten(symbol: string, strategy: string, refused: Refused): Promise<void> {
    const transaction = this.#transaction
    const decision = await transaction
      .selectFrom('decisions')
      .innerJoin('orders', 'orders.id', 'decisions.orderId')
      .select(['decisions.id', 'decisions.signalId'])
      .where('decisions.sessionId', '=', this.#sessionId)
      .where('decisions.symbol', '=', symbol)
      .where('decisions.strategy', '=', strategy)
      .where('decisions.outcome', '=', 'placed')
      .where('orders.purpose', '=', 'entry')
      .orderBy('decisions.id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (decision === undefined) return
    const changed = { outcome: 'refused' as const, ...refused }
    await transaction.updateTable('decisions').set(changed).where('id', '=', decision.id).execute()
    await transaction.updateTable('signals').set({ status: 'refused' }).where('id', '=', decision.signalId).execute()
  }
}
