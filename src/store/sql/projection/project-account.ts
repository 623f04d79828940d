import type { Decimal } from 'decimal.js'
import type { AccountSeen, PositionSeen } from '../../../core/session-event.ts'
import { decimalText, ExactDecimal, optionalDecimal, plainText } from '../decimal-text.ts'
import { addRiskEvent } from './add-risk-event.ts'
import { noteStop, openPosition } from './open-position.ts'
import { originOf, type Projected, type SessionRow } from './projected-session.ts'

/** Shares are kept to so many decimals. */
const SHARE_DECIMALS = 12

/** A snapshot of the account: one row of metrics, the positions as they are, the balance. */
export async function projectAccount(projected: Projected<AccountSeen>): Promise<void> {
  for (const seen of projected.event.positions) await projectPosition(projected, seen)
  await addMetrics(projected)
  await noteBalance(projected)
}

async function projectPosition(projected: Projected<AccountSeen>, seen: PositionSeen): Promise<void> {
  const { transaction, at } = projected
  const now = {
    ...{ quantity: decimalText(seen.quantity), entryPrice: decimalText(seen.entryPrice) },
    ...{ currentPrice: optionalDecimal(seen.price), unrealisedPnl: optionalDecimal(seen.unrealisedPnl) },
    ...{ margin: decimalText(seen.margin), targetPrice: optionalDecimal(seen.targetPrice), updatedAt: at },
  }
  const position = await openPosition(projected, seen.symbol)
  if (position === undefined) {
    const { symbol, strategy, side, openedAt } = seen
    const levels = { stopPrice: optionalDecimal(seen.stopPrice), contractSize: decimalText(seen.contractSize) }
    const origin = { symbol, strategy, side, openedAt, leverage: projected.row.leverage, entryOrderId: null }
    const end = { exitPrice: null, realisedPnl: null, closeReason: null, closedAt: null }
    await transaction
      .insertInto('positions')
      .values({ ...originOf(projected), ...origin, ...now, ...levels, ...end })
      .execute()
    return
  }
  await transaction.updateTable('positions').set(now).where('id', '=', position.id).execute()
  if (seen.stopPrice !== null) await noteStop(projected, position, seen.stopPrice)
}

async function addMetrics(projected: Projected<AccountSeen>): Promise<void> {
  const { event, row, transaction, at } = projected
  const { positions } = event
  const equity = new ExactDecimal(event.equity)
  if (equity.gt(row.peakEquity)) row.peakEquity = decimalText(event.equity)
  const peak = new ExactDecimal(row.peakEquity)
  const exposure = sumOf(positions, (seen) => notionalOf(seen))
  await transaction
    .insertInto('metrics')
    .values({
      ...originOf(projected),
      ...{ at, moments: event.moments, uptimeMs: Math.max(0, at - (row.firstAt ?? at)) },
      ...{ equity: decimalText(event.equity), cash: decimalText(event.cash) },
      margin: plainText(sumOf(positions, ({ margin }) => new ExactDecimal(margin))),
      exposure: plainText(exposure.toDecimalPlaces(30)),
      unrealisedPnl: plainText(unrealised(event)),
      realisedPnl: plainText(new ExactDecimal(row.grossProfit).minus(row.grossLoss)),
      ...{ openPositions: positions.length, tradeCount: row.tradeCount, ...ratiosOf(row) },
      peakEquity: row.peakEquity,
      drawdownPct: share(peak.minus(equity), peak),
    })
    .execute()
}

/** What the account is worth without the profit of what is open. An account that owes has nothing; what it owes is a risk event. */
async function noteBalance(projected: Projected<AccountSeen>): Promise<void> {
  const { event, row, transaction, at } = projected
  const balance = new ExactDecimal(event.equity).minus(unrealised(event))
  const kept = plainText(balance.isNegative() ? new ExactDecimal(0) : balance.toDecimalPlaces(30))
  const changed = { balance: kept, updatedAt: at }
  await transaction.updateTable('accounts').set(changed).where('id', '=', row.accountId).execute()
  if (!balance.isNegative()) return
  const description = `the account owes ${balance.negated().toFixed()} ${row.quote}: its balance is kept as 0`
  await addRiskEvent(projected, {
    type: 'owes',
    severity: 'critical',
    description,
    data: { balance: balance.toFixed() },
  })
}

function ratiosOf({ tradeCount, winCount, grossProfit, grossLoss }: SessionRow) {
  const loss = new ExactDecimal(grossLoss)
  const profitFactor = loss.isZero()
    ? null
    : plainText(new ExactDecimal(grossProfit).div(loss).toDecimalPlaces(SHARE_DECIMALS))
  return {
    winRatePct: tradeCount === 0 ? null : share(new ExactDecimal(winCount), new ExactDecimal(tradeCount)),
    profitFactor,
  }
}

function unrealised({ positions }: AccountSeen): Decimal {
  return sumOf(positions, ({ unrealisedPnl }) => new ExactDecimal(unrealisedPnl ?? 0))
}

function notionalOf({ quantity, contractSize, price, entryPrice }: PositionSeen): Decimal {
  return new ExactDecimal(quantity).times(contractSize).times(price ?? entryPrice)
}

function sumOf(positions: readonly PositionSeen[], of: (seen: PositionSeen) => Decimal): Decimal {
  return positions.reduce((sum, seen) => sum.plus(of(seen)), new ExactDecimal(0))
}

/** `part` of `whole` in percent. */
function share(part: Decimal, whole: Decimal): string {
  return plainText(part.div(whole).times(100).toDecimalPlaces(SHARE_DECIMALS))
}
