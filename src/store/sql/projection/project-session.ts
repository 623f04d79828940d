import type { Transaction } from 'kysely'
import { PlimsollError } from '../../../core/errors.ts'
import type { SessionEvent, SessionStarted } from '../../../core/session-event.ts'
import type { Backend } from '../backend.ts'
import { decimalText } from '../decimal-text.ts'
import type { Tables } from '../schema/tables.ts'
import { refuseLongNames } from './long-names.ts'
import type { SessionRow } from './projected-session.ts'

const USUAL_RISK_PERCENTAGE = '1'

/** The row of a session, locked until the end of the transaction: two processes never take in the same journal at once. */
export async function loadSession(
  transaction: Transaction<Tables>,
  backend: Backend,
  name: string,
): Promise<SessionRow | undefined> {
  const query = transaction.selectFrom('sessions').selectAll().where('name', '=', name)
  return (backend === 'sqlite' ? query : query.forUpdate()).executeTakeFirst()
}

/** Makes the rows of a session and of its account, from the first entry of its journal. */
export async function makeSession(
  transaction: Transaction<Tables>,
  backend: Backend,
  { session, account = session }: { readonly session: string; readonly account?: string },
  first: { readonly sequence: number; readonly event: SessionEvent | null } | undefined,
): Promise<SessionRow> {
  if (first?.sequence !== 1 || first.event?.type !== 'started' || first.event.session !== session) {
    const found = first === undefined ? 'nothing' : `entry ${first.sequence}, ${first.event?.type ?? 'bars'}`
    const message = `session "${session}" is not in the database, and its journal begins with ${found}`
    throw new PlimsollError('data', message, 'Hand in the journal from the start of the session on.')
  }
  const started = first.event
  refuseLongNames(started)
  const accountId = await accountOf(transaction, account, started)
  await transaction
    .insertInto('sessions')
    .values({
      ...{ name: session, accountId, mode: started.mode, exchange: started.exchange, version: started.version },
      ...{ node: started.node, capital: decimalText(started.capital), quote: started.quote },
      ...{ leverage: decimalText(started.leverage), timeframe: started.timeframe, startedAt: started.startedAt },
      markets: JSON.stringify(started.markets),
      strategies: JSON.stringify(started.strategies),
      settings: JSON.stringify(started.settings),
      inputs: JSON.stringify(started.inputs),
      ...{ lastSequence: 0, lastHash: null, lastAt: null, firstAt: null, peakEquity: decimalText(started.capital) },
      ...{ endedAt: null, endReason: null },
    })
    .execute()
  const row = await loadSession(transaction, backend, session)
  if (row !== undefined) return row
  throw new PlimsollError('io', `session "${session}" is gone from the database`, 'Look at its triggers and users.')
}

/** Writes back what the events of the transaction changed. */
export async function saveSession(transaction: Transaction<Tables>, { id, ...row }: SessionRow): Promise<void> {
  await transaction.updateTable('sessions').set(row).where('id', '=', id).execute()
}

async function accountOf(transaction: Transaction<Tables>, name: string, started: SessionStarted): Promise<number> {
  const { exchange, quote, capital, startedAt } = started
  const find = transaction.selectFrom('accounts').select(['id', 'quote']).where('name', '=', name)
  const found = await find.where('exchange', '=', exchange).executeTakeFirst()
  if (found === undefined) {
    const balance = decimalText(capital)
    await transaction
      .insertInto('accounts')
      .values({
        ...{ name, exchange, quote, balance, initialBalance: balance, riskPercentage: USUAL_RISK_PERCENTAGE },
        ...{ apiKeyHash: null, createdAt: startedAt, updatedAt: startedAt },
      })
      .execute()
    return (await find.where('exchange', '=', exchange).executeTakeFirstOrThrow()).id
  }
  if (found.quote === quote) return found.id
  const message = `account "${name}" at ${exchange} is kept in ${found.quote}, and the session "${started.session}" in ${quote}`
  throw new PlimsollError('data', message, 'Give the session an account of its own.')
}
