import type { Database } from '../open-database.ts'

/**
 * Every row that a session leaves, the same however the database numbers its rows: a row that is named stands for itself by what tells it
 * from the others of its table.
 */
export async function sessionContent({ writer }: Database) {
  const orders = await writer.selectFrom('orders').selectAll().orderBy('number').execute()
  const signals = await writer.selectFrom('signals').selectAll().orderBy('sequence').execute()
  const positions = await writer.selectFrom('positions').selectAll().orderBy('sequence').orderBy('symbol').execute()
  const accounts = await writer.selectFrom('accounts').selectAll().execute()
  const sessions = await writer.selectFrom('sessions').selectAll().execute()
  const names = new Map([
    ...accounts.map(({ id, name }) => [`accountId ${id}`, `account ${name}`] as const),
    ...sessions.map(({ id, name }) => [`sessionId ${id}`, `session ${name}`] as const),
    ...orders.map(({ id, number }) => [`orderId ${id}`, `order ${number}`] as const),
    ...signals.map(({ id, sequence }) => [`signalId ${id}`, `signal ${sequence}`] as const),
    ...positions.map(({ id, sequence, symbol }) => [`positionId ${id}`, `position ${sequence} ${symbol}`] as const),
  ])
  const named = (rows: readonly object[]) => rows.map((row) => withNames(row, names))
  return {
    ...{ orders: named(orders), signals: named(signals), positions: named(positions) },
    ...{ accounts: named(accounts), sessions: named(sessions) },
    decisions: named(await writer.selectFrom('decisions').selectAll().orderBy('sequence').execute()),
    fills: named(await writer.selectFrom('fills').selectAll().orderBy('sequence').execute()),
    trades: named(await writer.selectFrom('trades').selectAll().orderBy('sequence').execute()),
    riskEvents: named(await writer.selectFrom('riskEvents').selectAll().orderBy('sequence').orderBy('id').execute()),
    metrics: named(await writer.selectFrom('metrics').selectAll().orderBy('sequence').execute()),
    ledger: named(await writer.selectFrom('ledgerEntries').selectAll().orderBy('sequence').orderBy('line').execute()),
    audit: named(await writer.selectFrom('auditLog').selectAll().orderBy('number').execute()),
  }
}

/** A number that names no row stays as it is, and shows. */
function withNames(row: object, names: ReadonlyMap<string, string>): object {
  const columns = Object.entries(row).filter(([column]) => column !== 'id')
  return Object.fromEntries(
    columns.map(([column, value]) => {
      const table = column === 'entryOrderId' ? 'orderId' : column
      return [column, names.get(`${table} ${value}`) ?? value]
    }),
  )
}
