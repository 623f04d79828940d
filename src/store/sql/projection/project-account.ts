import type { Decimal } from 'decimal.js'
import type { AccountSeen, PositionSeen } from '../../../core/session-event.ts'
import { decimalText, ExactDecimal, optionalDecimal, plainText } from '../decimal-text.ts'
import { addRiskEvent } from './add-risk-event.ts'
import { noteStop } from './note-stop.ts'
import { originOf, type Projected, type SessionRow } from './projected-session.ts'

/** Shares are kept to so many decimals. */
const SHARE_DECIMALS = 12

/** A snapshot of the account: one row of metrics, the positions as they are, the balance. */
export async function projectAccount(projected: Projected<AccountSeen>): Promise<void> {
  for (const seen of projected.event.positions) await projectPosition(projected, seen)
  addMetrics(projected)
  noteBalance(projected)
}

async function projectPosition(projected: Projected<AccountSeen>, seen: PositionSeen): Promise<void> {
  const { positions } = projected.batch
  const now = {
    ...{ quantity: decimalText(seen.quantity), entryPrice: decimalText(seen.entryPrice) },
    ...{ currentPrice: optionalDecimal(seen.price), unrealisedPnl: optionalDecimal(seen.unrealisedPnl) },
    ...{ margin: decimalText(seen.margin), targetPrice: optionalDecimal(seen.targetPrice), updatedAt: projected.at },
  }
  const position = await positions.findOpen(seen.symbol)
  if (position === undefined) {
    const { symbol, strategy, side, openedAt } = seen
    const levels = { stopPrice: optionalDecimal(seen.stopPrice), contractSize: decimalText(seen.contractSize) }
    const origin = { symbol, strategy, side, openedAt, leverage: projected.row.leverage }
    const end = { exitPrice: null, realisedPnl: null, closeReason: null, closedAt: null }
    positions.add({ ...originOf(projected), ...origin, ...now, ...levels, ...end }, undefined)
    return
  }
  position.change(now)
  if (seen.stopPrice !== null) noteStop(projected, position, seen.stopPrice)
}

function addMetrics(projected: Projected<AccountSeen>): void {
  const { event, row, batch, at } = projected
  const { positions } = event
  const equity = new ExactDecimal(decimalText(event.equity))
  if (equity.gt(row.peakEquity)) row.peakEquity = decimalText(event.equity)
  const peak = new ExactDecimal(row.peakEquity)
  const exposure = sumOf(positions, (seen) => notionalOf(seen))
  batch.appended.metrics.push({
    ...originOf(projected),
    ...{ at, moments: event.moments, uptimeMs: Math.max(0, at - (row.firstAt ?? at)) },
    ...{ equity: decimalText(event.equity), cash: decimalText(event.cash) },
    margin: plainText(sumOf(positions, ({ margin }) => new ExactDecimal(decimalText(margin)))),
    exposure: plainText(exposure.toDecimalPlaces(30)),
    unrealisedPnl: plainText(unrealised(event)),
    realisedPnl: plainText(new ExactDecimal(row.grossProfit).minus(row.grossLoss)),
    ...{ openPositions: positions.length, tradeCount: row.tradeCount, ...ratiosOf(row) },
    peakEquity: row.peakEquity,
    drawdownPct: share(peak.minus(equity), peak),
  })
}

/** What the account is worth without the profit of what is open. An account that owes has nothing; what it owes is a risk event. */
function noteBalance(projected: Projected<AccountSeen>): void {
  const { event, row, batch, at } = projected
  const balance = new ExactDecimal(decimalText(event.equity)).minus(unrealised(event))
  const kept = plainText(balance.isNegative() ? new ExactDecimal(0) : balance.toDecimalPlaces(30))
  batch.changeAccount({ balance: kept, updatedAt: at })
  if (!balance.isNegative()) return
  const description = `the account owes ${balance.negated().toFixed()} ${row.quote}: its balance is kept as 0`
  addRiskEvent(projected, {
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
  return sumOf(positions, ({ unrealisedPnl }) => new ExactDecimal(decimalText(unrealisedPnl ?? 0)))
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
