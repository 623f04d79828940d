import type { Decimal } from 'decimal.js'
import { PlimsollError } from '../../core/errors.ts'
import { type Json, objectOf, SettingsMistake, shown } from '../../risk/settings-mistake.ts'
import { parseAmount } from '../../store/ledger/amount.ts'
import type { KnownMovement } from '../../store/ledger/reconcile.ts'

type Path = readonly (string | number)[]

/** What a venue says that an account holds, and movements that it told of. */
export interface VenueBalances {
  readonly balances: ReadonlyMap<string, Decimal>
  readonly movements: readonly KnownMovement[]
}

/** A file that is right, for the message when one is not. */
export const BALANCES_EXAMPLE =
  '{ "balances": { "USDT": "1017.98", "BNB": "0.5" }, "movements": [{ "asset": "BNB", "amount": "0.5", "reason": "transfer 7" }] }'

/**
 * The balances that a file holds. Amounts are text, so that no digit is lost on the way.
 * @throws SettingsMistake
 */
export function parseBalances(json: unknown): VenueBalances {
  const given = objectOf(json, [], ['balances', 'movements'])
  const { balances } = given
  if (balances === undefined) throw new SettingsMistake([], 'the file has no balances', `Write ${BALANCES_EXAMPLE}.`)
  const known = objectOf(balances, ['balances'], Object.keys(Object(balances)))
  return {
    balances: new Map(Object.keys(known).map((asset) => [asset, amountAt(known, asset, ['balances'])])),
    movements: listOf(given.movements).map((item, k) => movementOf(item, ['movements', k])),
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw new SettingsMistake(['movements'], `movements is ${shown(value)}`, 'Write a list: [ ].')
}

function movementOf(item: unknown, path: Path): KnownMovement {
  const given = objectOf(item, path, ['asset', 'amount', 'reason'])
  return {
    asset: textAt(given, 'asset', path),
    amount: amountAt(given, 'amount', path),
    reason: textAt(given, 'reason', path),
  }
}

function textAt(given: Json, key: string, path: Path): string {
  const value = given[key]
  if (typeof value === 'string' && value !== '') return value
  throw new SettingsMistake([...path, key], `${key} cannot be ${shown(value)}`, 'Write a text in quotes.')
}

function amountAt(given: Json, key: string, path: Path): Decimal {
  const value = given[key]
  const at = [...path, key]
  const cure = 'Write a plain decimal in quotes, so that no digit is lost: "1017.98".'
  if (typeof value !== 'string') throw new SettingsMistake(at, `${key} cannot be ${shown(value)}`, cure)
  try {
    return parseAmount(value)
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    throw new SettingsMistake(at, `${key}: ${error.message}`, cure)
  }
}
