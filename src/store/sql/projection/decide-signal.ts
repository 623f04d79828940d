import type { Projected } from './projected-session.ts'
import { originOf } from './projected-session.ts'

interface SignalsOf {
  readonly symbol: string
  readonly strategy: string
  readonly kind: 'entry' | 'exit'
}

interface Refused {
  readonly stage: string
  readonly rule: string
  readonly reason: string
}

type Outcome = { readonly orderId: number } | { readonly refusal: Refused }

/** The entry that waits for its market to be flat is older than what came since. */
const OF_THE_OLDEST = 'reversal_dropped'

/** Notes what became of the signal that an order or a refusal follows from: the newest that nothing is known of yet. */
export async function decide(projected: Projected, of: SignalsOf, outcome: Outcome): Promise<void> {
  const { transaction, row, at } = projected
  const refusal = 'refusal' in outcome ? outcome.refusal : undefined
  const signal = await transaction
    .selectFrom('signals')
    .select('id')
    .where('sessionId', '=', row.id)
    .where('symbol', '=', of.symbol)
    .where('strategy', '=', of.strategy)
    .where('status', '=', 'pending')
    .where('side', 'in', of.kind === 'exit' ? ['flat'] : ['long', 'short'])
    .orderBy('id', refusal?.rule === OF_THE_OLDEST ? 'asc' : 'desc')
    .limit(1)
    .executeTakeFirst()
  if (signal === undefined) return
  const status = refusal === undefined ? 'placed' : 'refused'
  await transaction.updateTable('signals').set({ status }).where('id', '=', signal.id).execute()
  await transaction
    .insertInto('decisions')
    .values({
      ...originOf(projected),
      ...{ signalId: signal.id, at, symbol: of.symbol, strategy: of.strategy, outcome: status },
      orderId: 'orderId' in outcome ? outcome.orderId : null,
      ...{ stage: refusal?.stage ?? null, rule: refusal?.rule ?? null, reason: refusal?.reason ?? null },
    })
    .execute()
}

/** The order of a signal ended without a fill: in the end the signal was refused. */
export async function undoPlaced(
  { transaction, row }: Projected,
  { symbol, strategy }: Omit<SignalsOf, 'kind'>,
  refusal: Refused,
): Promise<void> {
  const decision = await transaction
    .selectFrom('decisions')
    .innerJoin('orders', 'orders.id', 'decisions.orderId')
    .select(['decisions.id', 'decisions.signalId'])
    .where('decisions.sessionId', '=', row.id)
    .where('decisions.symbol', '=', symbol)
    .where('decisions.strategy', '=', strategy)
    .where('decisions.outcome', '=', 'placed')
    .where('orders.purpose', '=', 'entry')
    .orderBy('decisions.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (decision === undefined) return
  const refused = { outcome: 'refused' as const, ...refusal }
  await transaction.updateTable('decisions').set(refused).where('id', '=', decision.id).execute()
  await transaction.updateTable('signals').set({ status: 'refused' }).where('id', '=', decision.signalId).execute()
}
