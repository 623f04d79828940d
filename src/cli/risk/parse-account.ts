import type { ExitReason } from '../../core/exit-reason.ts'
import { parseSymbol } from '../../core/instrument.ts'
import { parseTime, timeFromNumber } from '../../market/candle-time.ts'
import { formatTime } from '../../market/format-time.ts'
import type { LimitField } from '../../risk/limits.ts'
import { type Json, numberOf, objectOf, oneOf, SettingsMistake, shown } from '../../risk/settings-mistake.ts'
import { readAt } from '../read-json-file.ts'
import { type KnownAccount, type KnownPosition, type KnownTrade, marginOf } from './known-account.ts'

type Path = readonly (string | number)[]

const LEVELS = ['dayStartEquity', 'monthStartEquity', 'peakEquity'] as const
const KEYS = ['equity', 'freeCash', ...LEVELS, 'entriesToday', 'positions', 'trades']
const POSITION_KEYS = ['symbol', 'side', 'quantity', 'entryPrice', 'price', 'stopPrice', 'leverage']
const TRADE_KEYS = ['symbol', 'side', 'exitAt', 'returnPct', 'exitReason']

/** What an account may be worth, in quote units. */
export const EQUITY: LimitField = { unit: 'quote units', min: 0.01, max: 1e12 }
const CASH: LimitField = { ...EQUITY, min: 0 }
const AMOUNT: LimitField = { unit: '', min: 1e-12, max: 1e12 }
const LEVERAGE: LimitField = { unit: 'times', min: 1, max: 125 }
const RETURN: LimitField = { unit: '%', min: -100, max: 1e6 }
const COUNT: LimitField = { unit: '', min: 0, max: 100_000, isWhole: true }

const EXIT_REASONS = Object.keys({
  stop_loss: true,
  trailing_stop_loss: true,
  tier_stop: true,
  peak_pullback: true,
  roi: true,
  take_profit: true,
  exit_signal: true,
  partial_exit: true,
  invalidation: true,
  timeout: true,
  liquidation: true,
  risk_halt: true,
  force_exit: true,
  delisted: true,
  end_of_data: true,
} satisfies Record<ExitReason, true>) as ExitReason[]

/** When and at which prices an account is looked at. */
export interface AccountMoment {
  readonly at: number
  /** The price of a symbol, where it is known. */
  priceOf(symbol: string): number | undefined
}

/**
 * The account that a file describes. Only `equity` is required: an account without positions and trades has all of it free, and has been
 * worth as much before.
 * @throws SettingsMistake
 */
export function parseAccount(json: unknown, moment: AccountMoment): KnownAccount {
  const given = objectOf(json, [], KEYS)
  const equity = numberAt(given, 'equity', [], EQUITY)
  const positions = listOf(given.positions, ['positions']).map((item, k) =>
    positionOf(item, ['positions', k], moment.priceOf),
  )
  refuseDouble(positions)
  const trades = listOf(given.trades, ['trades']).map((item, k) => tradeOf(item, ['trades', k], moment.at))
  const margins = positions.reduce((sum, position) => sum + marginOf(position), 0)
  return {
    equity,
    freeCash: numberAt(given, 'freeCash', [], CASH, equity - margins),
    ...levelsOf(given, equity),
    entriesToday: numberAt(given, 'entriesToday', [], COUNT, 0),
    positions,
    trades: trades.sort((a, b) => a.exitAt - b.exitAt),
  }
}

/** Where day, month and peak stood: an account that does not say has been worth as much as it says of the shorter time. */
function levelsOf(given: Json, equity: number): Pick<KnownAccount, (typeof LEVELS)[number]> {
  const dayStartEquity = numberAt(given, 'dayStartEquity', [], EQUITY, equity)
  const monthStartEquity = numberAt(given, 'monthStartEquity', [], EQUITY, dayStartEquity)
  const highest = Math.max(equity, dayStartEquity, monthStartEquity)
  const peakEquity = numberAt(given, 'peakEquity', [], EQUITY, highest)
  if (peakEquity >= highest) return { dayStartEquity, monthStartEquity, peakEquity }
  const message = `peakEquity ${peakEquity} is below ${highest}, which the account has been worth`
  throw new SettingsMistake(['peakEquity'], message, 'Write the highest equity so far, or leave it away.')
}

function positionOf(json: unknown, path: Path, priceOf: AccountMoment['priceOf']): KnownPosition {
  const given = objectOf(json, path, POSITION_KEYS)
  const symbol = symbolOf(given, path)
  const entryPrice = numberAt(given, 'entryPrice', path, AMOUNT)
  return {
    symbol,
    side: oneOf(given.side, [...path, 'side'], ['long', 'short'] as const),
    quantity: numberAt(given, 'quantity', path, AMOUNT),
    entryPrice,
    price: numberAt(given, 'price', path, AMOUNT, priceOf(symbol) ?? entryPrice),
    stopPrice: numberAt(given, 'stopPrice', path, AMOUNT),
    leverage: numberAt(given, 'leverage', path, LEVERAGE, 1),
  }
}

function refuseDouble(positions: readonly KnownPosition[]): void {
  const symbols = positions.map(({ symbol }) => symbol)
  const k = symbols.findIndex((symbol, place) => symbols.indexOf(symbol) !== place)
  if (k < 0) return
  throw new SettingsMistake(['positions', k], `${symbols[k]} is there twice`, 'Write one position for each symbol.')
}

function tradeOf(json: unknown, path: Path, at: number): KnownTrade {
  const given = objectOf(json, path, TRADE_KEYS)
  const exitAt = timeOf(given.exitAt, [...path, 'exitAt'])
  if (exitAt > at) {
    const message = `exitAt ${shown(given.exitAt)} is after ${formatTime(at)} UTC, the moment that is judged`
    throw new SettingsMistake([...path, 'exitAt'], message, 'Correct it, or name a later moment with --at.')
  }
  return {
    symbol: symbolOf(given, path),
    side: oneOf(given.side, [...path, 'side'], ['long', 'short'] as const),
    exitAt,
    returnPct: numberAt(given, 'returnPct', path, RETURN),
    exitReason: oneOf(given.exitReason, [...path, 'exitReason'], EXIT_REASONS),
  }
}

function timeOf(value: unknown, path: Path): number {
  const at = typeof value === 'number' ? timeFromNumber(value) : parseTime(String(value))
  if (Number.isFinite(at)) return at
  throw new SettingsMistake(
    path,
    `exitAt cannot be ${shown(value)}`,
    'Write "2024-01-31T12:00Z", or milliseconds, UTC.',
  )
}

function symbolOf({ symbol }: Json, path: Path): string {
  if (typeof symbol !== 'string')
    throw new SettingsMistake([...path, 'symbol'], `symbol cannot be ${shown(symbol)}`, 'Write "BTC/USDT:USDT".')
  readAt([...path, 'symbol'], () => parseSymbol(symbol))
  return symbol
}

function listOf(json: unknown, path: Path): readonly unknown[] {
  if (json === undefined) return []
  if (Array.isArray(json)) return json
  throw new SettingsMistake(path, `${path.at(-1)} cannot be ${shown(json)}`, 'Write a list: [].')
}

/** The number under a key; `initial` when it is not there, and a mistake where there is none. */
function numberAt(given: Json, key: string, path: Path, field: LimitField, initial?: number): number {
  if (given[key] !== undefined) return numberOf(given[key], [...path, key], field)
  if (initial !== undefined) return initial
  const what = path.length === 0 ? 'the account' : String(path[0]).replace(/s$/, ` ${Number(path[1]) + 1}`)
  throw new SettingsMistake(path, `${what} has no ${key}`, `Add "${key}".`)
}
