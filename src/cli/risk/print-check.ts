import { decimalsOf } from '../../core/grid.ts'
import { signOf } from '../../core/order.ts'
import { formatTime } from '../../market/format-time.ts'
import { contractNotional, type ProposedEntry, readable } from '../../risk/risk-rule.ts'
import type { RuleVerdict } from '../../risk/rule-verdicts.ts'
import { formatTable, printJson, printLine, printNote } from '../output.ts'
import type { Check } from './check-signal.ts'

/** Prints a check for a person: what was asked, what every rule says, what comes of it. */
export function printCheck(check: Check): void {
  const { entry, verdicts, notJudged, notes } = check
  const { quote } = entry.instrument
  const rows = [
    ...verdicts.map((verdict) => rowOf(verdict, entry)),
    ...notJudged.map(({ rule, reason }) => [rule, 'not judged', '-', '-', reason]),
  ]
  printLine(`${entryText(entry)}\n${accountText(check)}\n`)
  printLine(formatTable(['rule', 'verdict', unitOf(entry), `worth ${quote}`, 'why'], rows))
  printLine(`\n-> ${outcomeText(check)}`)
  for (const note of notes) printNote(note)
}

/** Prints the same as one JSON document. The quantity of a rule that does not care is null. */
export function printCheckJson({ entry, view, verdicts, notJudged, sized, notes }: Check): void {
  const { at, side, price, stopPrice, targetPrices, maxHoldMs, leverage, confidence, sizeShare, atr } = entry
  const { equity, freeCash, positionCount, atRisk, past } = view
  const levels = { side, price, stopPrice, targetPrices, maxHoldMs, leverage, confidence, sizeShare, atr }
  printJson({
    at,
    signal: { symbol: entry.instrument.symbol, ...levels },
    account: { equity, freeCash, positionCount, atRisk, state: past.state, stateReason: past.stateReason },
    verdicts: [
      ...verdicts.map(({ rule, verdict, largest, reason = '' }) => {
        const quantity = inLots(largest, entry)
        return { rule, verdict, quantity, notional: quantity * contractNotional(entry), reason }
      }),
      ...notJudged.map(({ rule, reason }) => ({ rule, verdict: 'not_judged', quantity: null, notional: null, reason })),
    ],
    result:
      'rule' in sized
        ? sized
        : { ...sized, notional: sized.quantity * contractNotional(entry), isUpperBound: notJudged.length > 0 },
    notes,
  })
}

function rowOf({ rule, verdict, largest, reason = '' }: RuleVerdict, entry: ProposedEntry): string[] {
  const quantity = inLots(largest, entry)
  if (quantity === Number.POSITIVE_INFINITY) return [rule, verdict, '-', '-', reason === '' ? 'any size' : reason]
  return [rule, verdict, quantityText(quantity, entry), (quantity * contractNotional(entry)).toFixed(2), reason]
}

/** What an order may be: a whole number of lots. */
function inLots(largest: number, { instrument }: ProposedEntry): number {
  if (largest === Number.POSITIVE_INFINITY) return largest
  return largest > 0 ? instrument.lot.floor(largest) : 0
}

function quantityText(quantity: number, { instrument }: ProposedEntry): string {
  return quantity.toFixed(decimalsOf(instrument.lot.step))
}

function unitOf({ instrument }: ProposedEntry): string {
  return instrument.kind === 'spot' ? instrument.base : 'contracts'
}

function entryText(entry: ProposedEntry): string {
  const { at, side, instrument, price, stopPrice, targetPrices, leverage, confidence, atr } = entry
  const level = (to: number) => `${readable(to)} (${aheadPct(entry, to)} %)`
  return [
    `${side} ${instrument.symbol} at ${readable(price)}`,
    `stop ${level(stopPrice)}`,
    ...targetPrices.map((target) => `target ${level(target)}`),
    `leverage ${leverage}`,
    `confidence ${confidence}`,
    ...(Number.isNaN(atr) ? [] : [`average true range ${readable(atr)}`]),
    `as of ${formatTime(at - (at % 1000))} UTC`,
  ].join(', ')
}

/** How far `to` lies ahead of the price: below 0 on the side of a loss. */
function aheadPct({ side, price }: ProposedEntry, to: number): string {
  return ((100 * signOf(side) * (to - price)) / price).toFixed(2)
}

function accountText({ view }: Check): string {
  const { equity, freeCash, positionCount, atRisk } = view
  const positions = `${positionCount} ${positionCount === 1 ? 'position' : 'positions'}`
  return `on equity ${equity.toFixed(2)}, free cash ${freeCash.toFixed(2)}, ${positions}, ${atRisk.toFixed(2)} at risk at the stops`
}

function outcomeText({ entry, sized, notJudged }: Check): string {
  if ('rule' in sized) return `refused by ${sized.rule}: ${sized.reason}`
  const { quantity, limitedBy } = sized
  const notional = (quantity * contractNotional(entry)).toFixed(2)
  const size = `${quantity} ${unitOf(entry)}, worth ${notional} ${entry.instrument.quote}, limited by ${limitedBy}`
  if (notJudged.length === 0) return size
  return `at most ${size}; not judged: ${notJudged.map(({ rule }) => rule).join(', ')}`
}
