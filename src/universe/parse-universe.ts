import { z } from 'zod'
import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import { COIN_GROUPS, type CoinGroup } from './coin-groups.ts'
import { age } from './handlers/age.ts'
import { marketCapRank } from './handlers/market-cap-rank.ts'
import { offset } from './handlers/offset.ts'
import { percentChange } from './handlers/percent-change.ts'
import { performance } from './handlers/performance.ts'
import { precision } from './handlers/precision.ts'
import { price } from './handlers/price.ts'
import { rangeStability } from './handlers/range-stability.ts'
import { shuffle } from './handlers/shuffle.ts'
import { spread } from './handlers/spread.ts'
import { staticList } from './handlers/static.ts'
import { volatility } from './handlers/volatility.ts'
import { volume } from './handlers/volume.ts'
import { without } from './handlers/without.ts'
import type { Handler } from './universe.ts'

const count = z.int().min(1)
const amount = z.number().min(0)
const hours = z.number().positive().default(24)
const days = (initial: number) => z.number().positive().default(initial)
const limits = { minPct: z.number().optional(), maxPct: z.number().optional() }
const names = z.array(z.string().min(1)).min(1)

/** Every handler with its options. To add one: its file, its test, its line here. */
export const HANDLERS = {
  static: entry({ symbols: names }, staticList),
  without: entry(
    { groups: z.array(z.enum(Object.keys(COIN_GROUPS) as CoinGroup[])).optional(), bases: names.optional() },
    without,
  ),
  volume: entry({ hours, top: count.optional(), minVolume: amount.optional() }, volume),
  percentChange: entry(
    { hours, ...limits, order: z.enum(['descending', 'ascending']).default('descending'), top: count.optional() },
    percentChange,
  ),
  marketCapRank: entry({ top: count.optional(), maxRank: count.optional() }, marketCapRank),
  age: entry({ minDays: amount }, age),
  spread: entry({ maxBps: amount }, spread),
  volatility: entry({ days: days(10), ...limits }, volatility),
  rangeStability: entry({ days: days(10), ...limits }, rangeStability),
  precision: entry({ maxTickPct: amount }, precision),
  price: entry({ min: amount.optional(), max: amount.optional(), maxTickPct: amount.optional() }, price),
  performance: entry({ days: days(30), top: count.optional(), minPct: z.number().optional() }, performance),
  shuffle: entry({ seed: z.int().min(0).default(1) }, shuffle),
  offset: entry({ skip: z.int().min(0).default(0), take: count.optional() }, offset),
} as const

/**
 * The chain that a config describes: `[{ "handler": "volume", "top": 20 }, { "handler": "age", "minDays": 30 }]`.
 * @param place where the config stands, for the message: `universe.json`
 */
export function parseUniverse(json: unknown, place = 'universe'): readonly Handler[] {
  if (Array.isArray(json)) return json.map((item, k) => parseHandler(item, `${place} item ${k + 1}`))
  throw new PlimsollError('usage', `${place} is not a list of handlers`, EXAMPLE)
}

const EXAMPLE = 'Write it as [{ "handler": "volume", "top": 20 }, { "handler": "age", "minDays": 30 }].'

const named = z.looseObject({ handler: z.string() })

function parseHandler(json: unknown, place: string): Handler {
  const { success, data } = named.safeParse(json)
  if (!success) throw new PlimsollError('usage', `${place} names no handler`, EXAMPLE)
  const { handler: name, ...options } = data
  if (Object.hasOwn(HANDLERS, name)) return HANDLERS[name as keyof typeof HANDLERS](options, `${place} (${name})`)
  throw new PlimsollError('usage', `${place}: unknown handler "${name}"`, didYouMean(name, Object.keys(HANDLERS)))
}

type Parser = (options: unknown, place: string) => Handler

function entry<S extends z.ZodRawShape>(
  shape: S,
  create: (options: z.output<z.ZodObject<S, z.core.$strict>>) => Handler,
): Parser {
  const schema = z.strictObject(shape)
  return (options, place) => {
    const { success, data, error } = schema.safeParse(options)
    if (!success) throw wrongOptions(error, Object.keys(shape), place)
    refuseCrossed(data as Readonly<Record<string, unknown>>, place)
    return create(data)
  }
}

/** The first wrong key, because others often follow from it; else the first wrong value. */
function wrongOptions({ issues }: z.ZodError, known: readonly string[], place: string): PlimsollError {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys')
  if (unknown !== undefined) {
    const key = unknown.keys[0] ?? ''
    return new PlimsollError('usage', `${place} has no "${key}"`, didYouMean(key, known))
  }
  const path = issues[0]?.path.join('.') ?? ''
  return new PlimsollError('usage', `${place}: "${path}" is wrong or missing`, `${issues[0]?.message}.`)
}

const PAIRS = [
  ['min', 'max'],
  ['minPct', 'maxPct'],
] as const

/** Limits that nothing can meet would give an empty universe without a word. */
function refuseCrossed(options: Readonly<Record<string, unknown>>, place: string): void {
  for (const [low, high] of PAIRS) {
    const [min, max] = [options[low], options[high]]
    if (typeof min !== 'number' || typeof max !== 'number' || min <= max) continue
    throw new PlimsollError('usage', `${place}: ${low} ${min} is above ${high} ${max}`, 'Nothing could meet both.')
  }
}
