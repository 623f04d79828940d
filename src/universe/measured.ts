import type { Span } from './closed-bars.ts'
import type { AsOf, Candidate, Handler } from './universe.ts'

/** One number about a candidate, with the words for it. */
export interface Measure {
  /** The stretch of time whose bars it reads; absent when the newest bar is enough. */
  readonly span?: Span
  /** NaN when it is not known at that moment. */
  of(candidate: Candidate, as: AsOf): number
  /** Why it is not known: `has no closed bar in the last 24h`. */
  missing(candidate: Candidate, as: AsOf): string
  /** The value as a sentence begins: `24h volume 1200000 USDT`. */
  show(value: string, candidate: Candidate): string
}

/** Which values stay, both limits included, and in which order; without one the order is left as it was. */
export interface Limits {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly order?: 'ascending' | 'descending' | undefined
  /** How many of those that are first in the order. */
  readonly top?: number | undefined
}

/** A handler that measures each candidate once; what cannot be measured is taken out. */
export function measured(name: string, measure: Measure, limits: Limits): Handler {
  const { order, top } = limits
  return {
    name,
    backMs: measure.span?.ms ?? 0,
    apply: (candidates, as) => {
      const kept: Candidate[] = []
      const values: number[] = []
      for (const candidate of candidates) {
        const value = measure.of(candidate, as)
        if (!isWithin(value, limits)) continue
        kept.push(candidate)
        values.push(value)
      }
      return order === undefined ? kept : ranked(kept, values, order, top)
    },
    explain: (candidate, as) => `${candidate.symbol}: ${reasonOf(measure, limits, candidate, as)}`,
  }
}

function isWithin(value: number, { min, max }: Limits): boolean {
  if (Number.isNaN(value)) return false
  return !(min !== undefined && isBelow(value, min)) && !(max !== undefined && isAbove(value, max))
}

/** A value that misses its limit by no more than rounding meets it: (0.33 - 0.3) / 0.3 is a rise of 10 %. */
const ALLOWANCE = 1e-12

function isBelow(value: number, limit: number): boolean {
  return limit - value > ALLOWANCE * Math.max(1, Math.abs(limit))
}

function isAbove(value: number, limit: number): boolean {
  return value - limit > ALLOWANCE * Math.max(1, Math.abs(limit))
}

/** The candidates by their values; equal ones by symbol. */
function ranked(
  candidates: readonly Candidate[],
  values: readonly number[],
  order: 'ascending' | 'descending',
  top = candidates.length,
): Candidate[] {
  const sign = order === 'ascending' ? 1 : -1
  const places = candidates.map((_, k) => k)
  places.sort((a, b) => {
    const difference = (values[a] as number) - (values[b] as number)
    if (difference !== 0) return sign * difference
    return (candidates[a] as Candidate).symbol < (candidates[b] as Candidate).symbol ? -1 : 1
  })
  return places.slice(0, top).map((k) => candidates[k] as Candidate)
}

function reasonOf(measure: Measure, { min, max, top }: Limits, candidate: Candidate, as: AsOf): string {
  const value = measure.of(candidate, as)
  if (Number.isNaN(value)) return measure.missing(candidate, as)
  const shown = (limit?: number) => measure.show(figure(value, limit), candidate)
  if (min !== undefined && isBelow(value, min)) return `${shown(min)} is below ${min}`
  if (max !== undefined && isAbove(value, max)) return `${shown(max)} is above ${max}`
  return `${shown()} is not among the top ${top}`
}

/** Six digits, or all when six would read like the limit. */
function figure(value: number, limit?: number): string {
  const short = Math.abs(value) >= 1e5 ? Math.round(value) : Number(value.toPrecision(6))
  return String(short === limit ? value : short)
}
