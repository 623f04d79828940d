import type { Kysely } from 'kysely'
import { ExactDecimal, plainText } from '../decimal-text.ts'
import type { Tables } from '../schema/tables.ts'

const PAGE = 500

/** Orders whose filled quantity is not the sum of their fills. */
export async function findOrderFlaws(reader: Kysely<Tables>): Promise<string[]> {
  const flaws: string[] = []
  let last = 0
  for (;;) {
    const query = reader
      .selectFrom('orders')
      .select(['id', 'filledQuantity'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
    const orders = await query.execute()
    if (orders.length === 0) return flaws
    const ids = orders.map(({ id }) => id)
    const fills = await reader.selectFrom('fills').select(['orderId', 'quantity']).where('orderId', 'in', ids).execute()
    const sums = new Map(ids.map((id) => [id, new ExactDecimal(0)]))
    for (const { orderId, quantity } of fills)
      if (orderId !== null) sums.set(orderId, (sums.get(orderId) ?? new ExactDecimal(0)).plus(quantity))
    for (const { id, filledQuantity } of orders) {
      const sum = sums.get(id) ?? new ExactDecimal(0)
      if (!sum.eq(filledQuantity))
        flaws.push(`order ${id} is filled by ${filledQuantity}, and its fills are ${plainText(sum)}`)
    }
    last = ids.at(-1) ?? last
  }
}
