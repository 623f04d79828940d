import { MOST_TARGETS, type Target } from '../../core/order.ts'
import type { EntrySignal } from '../../core/signal.ts'
import type { LimitField } from '../../risk/limits.ts'
import { type Json, numberOf, objectOf, oneOf, SettingsMistake, shown } from '../../risk/settings-mistake.ts'

/** A signal with what is said of its market. */
export interface AskedSignal {
  readonly signal: EntrySignal
  readonly symbol: string | undefined
  readonly price: number | undefined
  readonly leverage: number
}

const PRICE: LimitField = { unit: 'a price', min: 1e-12, max: 1e12 }
const DISTANCE: LimitField = { unit: '%', min: 0.01, max: 1000 }
const SHARE: LimitField = { unit: '0 to 1', min: 0.0001, max: 1 }

/** The numbers of a signal. */
export const SIGNAL_NUMBERS = {
  price: PRICE,
  stopLoss: PRICE,
  stopLossPct: DISTANCE,
  takeProfit: PRICE,
  takeProfitPct: DISTANCE,
  confidence: { unit: '0 to 1', min: 0, max: 1 },
  leverage: { unit: 'times', min: 1, max: 125 },
  sizeShare: SHARE,
  maxHoldMs: { unit: 'milliseconds', min: 1, max: 1e13 },
} as const satisfies Record<string, LimitField>

/** What is read as it is: a reason and contributions mean nothing to risk. */
const OTHERS = ['symbol', 'side', 'targets', 'adds', 'invalidWhen', 'reason', 'contributions']
const KEYS = [...Object.keys(SIGNAL_NUMBERS), ...OTHERS]

/** Ways of saying one thing. */
const EITHER = [
  ['stopLoss', 'stopLossPct'],
  ['takeProfit', 'takeProfitPct', 'targets'],
]

/**
 * A signal from its fields: those of `EntrySignal`, with `symbol`, `price` and `leverage`.
 * @param nameOf how a person writes a field
 * @throws SettingsMistake
 */
export function parseSignal(json: unknown, nameOf: (key: string) => string = (key) => key): AskedSignal {
  const given = objectOf(json, [], KEYS)
  for (const ways of EITHER) {
    const [first, second] = ways.filter((key) => given[key] !== undefined)
    if (first === undefined || second === undefined) continue
    throw new SettingsMistake([second], `${nameOf(first)} and ${nameOf(second)} are given`, 'Give one of them.')
  }
  if (given.side === undefined)
    throw new SettingsMistake([], 'the signal has no side', `Give ${nameOf('side')}: long or short.`)
  const side = oneOf(given.side, ['side'], ['long', 'short'] as const)
  const { price, leverage = 1, confidence = 1, ...numbers } = numbersOf(given)
  if (numbers.stopLoss === undefined && numbers.stopLossPct === undefined) {
    const cure = `Give ${nameOf('stopLoss')}, a price, or ${nameOf('stopLossPct')}, its distance in percent.`
    throw new SettingsMistake([], 'the signal has no stop', cure)
  }
  const signal: EntrySignal = {
    ...numbers,
    side,
    confidence,
    ...(given.targets !== undefined && { targets: targetsOf(given.targets) }),
    ...(isOn(given.adds) && { adds: true }),
    ...(given.invalidWhen !== undefined && { invalidWhen: conditionsOf(given.invalidWhen) }),
    reason: '',
  }
  return { signal, symbol: textOf(given.symbol), price, leverage }
}

type Numbers = { readonly [N in keyof typeof SIGNAL_NUMBERS]?: number }

function numbersOf(given: Json): Numbers {
  const named = Object.entries(SIGNAL_NUMBERS).filter(([name]) => given[name] !== undefined)
  return Object.fromEntries(named.map(([name, field]) => [name, numberOf(given[name], [name], field)])) as Numbers
}

function textOf(symbol: unknown): string | undefined {
  if (symbol === undefined || typeof symbol === 'string') return symbol
  throw new SettingsMistake(['symbol'], `symbol cannot be ${shown(symbol)}`, 'Write a text: "BTC/USDT:USDT".')
}

function isOn(adds: unknown): boolean {
  if (adds === undefined || typeof adds === 'boolean') return adds === true
  throw new SettingsMistake(['adds'], `adds cannot be ${shown(adds)}`, 'Write true, or leave it away.')
}

function conditionsOf(conditions: unknown): readonly string[] {
  if (Array.isArray(conditions) && conditions.every((text) => typeof text === 'string')) return conditions
  const message = `invalidWhen cannot be ${shown(conditions)}`
  throw new SettingsMistake(['invalidWhen'], message, 'Write a list of texts: ["adx < 25"].')
}

const LEVELS = { price: PRICE, pct: DISTANCE, r: { unit: 'times the risk', min: 0.01, max: 1000 } } as const

function targetsOf(json: unknown): Target[] {
  const cure = `Write 1 to ${MOST_TARGETS} of them whose shares sum to at most 1: [{ "r": 2, "share": 0.5 }].`
  if (!Array.isArray(json) || json.length === 0 || json.length > MOST_TARGETS)
    throw new SettingsMistake(['targets'], `targets are ${shown(json)}`, cure)
  const targets = json.map((item: unknown, k) => targetOf(item, ['targets', k]))
  const shares = targets.reduce((sum, { share }) => sum + share, 0)
  if (shares <= 1 + 1e-9) return targets
  throw new SettingsMistake(['targets'], `the shares of the targets sum to ${shares}`, cure)
}

function targetOf(json: unknown, path: readonly (string | number)[]): Target {
  const given = objectOf(json, path, [...Object.keys(LEVELS), 'share'])
  const [kind, second] = Object.keys(LEVELS).filter((key) => given[key] !== undefined)
  if (kind === undefined || second !== undefined) {
    const cure = 'Give one of price, pct (percent from the entry) and r (times the risk).'
    throw new SettingsMistake(path, `a target is ${shown(json)}`, cure)
  }
  const share = numberOf(given.share ?? 1, [...path, 'share'], SHARE)
  const level = numberOf(given[kind], [...path, kind], LEVELS[kind as keyof typeof LEVELS])
  return kind === 'price' ? { price: level, share } : kind === 'pct' ? { pct: level, share } : { r: level, share }
}
