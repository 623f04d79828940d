import type { Refused } from './batch/batch-decisions.ts'
import type { OrderRow } from './batch/batch-orders.ts'
import type { SignalsOf } from './batch/batch-signals.ts'
import { originOf, type Projected } from './projected-session.ts'

type Outcome = { readonly order: OrderRow } | { readonly refusal: Refused }

/** The entry that waits for its market to be flat is older than what came since. */
const OF_THE_OLDEST = 'reversal_dropped'

/** Notes what became of the signal that an order or a refusal follows from: the newest that nothing is known of yet. */
export async function decide(projected: Projected, of: SignalsOf, outcome: Outcome): Promise<void> {
  const { batch, at } = projected
  const refusal = 'refusal' in outcome ? outcome.refusal : undefined
  const status = refusal === undefined ? 'placed' : 'refused'
  const signal = await batch.signals.settle(of, refusal?.rule === OF_THE_OLDEST ? 'oldest' : 'newest', status)
  if (signal === undefined) return
  const { stage = null, rule = null, reason = null } = refusal ?? {}
  const { symbol, strategy } = of
  const order = 'order' in outcome ? outcome.order : undefined
  batch.decisions.add(
    { ...originOf(projected), at, symbol, strategy, outcome: status, stage, rule, reason },
    signal,
    order,
  )
}
