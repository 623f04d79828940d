import { createPrng, type Prng } from '../../../core/prng.ts'
import type { CaseValue, DatedSeries } from './empyrical-cases.ts'

export function series(value: CaseValue | undefined): DatedSeries {
  return value as DatedSeries
}

export function values(value: CaseValue | undefined): readonly number[] {
  return series(value).values
}

export function level(value: CaseValue | undefined): number | readonly number[] {
  return typeof value === 'number' ? value : values(value)
}

export function shift(r: CaseValue | undefined, by: number): number[] {
  return values(r).map((value) => value + by)
}

export function combine(
  a: CaseValue | undefined,
  b: CaseValue | undefined,
  join: (a: number, b: number) => number,
): number[] {
  return values(a).map((value, i) => join(value, values(b)[i] as number))
}

/** The first values of one series, then those of another. */
export function spliced(head: CaseValue | undefined, tail: CaseValue | undefined, count: number): number[] {
  return [...values(head).slice(0, count), ...values(tail).slice(count)]
}

export function indexesWhere(r: CaseValue | undefined, holds: (value: number) => boolean): number[] {
  return values(r).flatMap((value, i) => (holds(value) ? [i] : []))
}

export function replaced(r: CaseValue | undefined, places: readonly (number | undefined)[], value: number): number[] {
  return values(r).map((old, i) => (places.includes(i) ? value : old))
}

/** The two series on the days that both have, as pandas aligns them. */
export function aligned(a: CaseValue | undefined, b: CaseValue | undefined): [number[], number[]] {
  const other = new Map(series(b).times.map((time, i) => [time, values(b)[i] as number]))
  const rows = series(a).times.flatMap((time, i): [number, number][] =>
    other.has(time) ? [[values(a)[i] as number, other.get(time) as number]] : [],
  )
  return [rows.map((row) => row[0]), rows.map((row) => row[1])]
}

/** Aligned, and only the days on which the benchmark rose (or fell). */
export function sided(a: CaseValue | undefined, b: CaseValue | undefined, side: 'up' | 'down'): [number[], number[]] {
  const [own, market] = aligned(a, b)
  const counts = (value: number): boolean => (side === 'up' ? value >= 0 : value < 0)
  return [own.filter((_, i) => counts(market[i] as number)), market.filter(counts)]
}

/** Calls a measure on each window of so many days. */
export function rolling<T>(
  measure: (own: readonly number[], market: readonly number[]) => T,
  window: CaseValue | undefined,
  own: CaseValue | undefined,
  market: CaseValue | undefined = own,
): T[] {
  const count = Math.max(values(own).length - Number(window) + 1, 0)
  return Array.from({ length: count }, (_, i) =>
    measure(values(own).slice(i, i + Number(window)), values(market).slice(i, i + Number(window))),
  )
}

/** A thousand draws from a normal distribution (Box and Muller). */
export function normals(random: Prng, mean: number, deviation: number): number[] {
  const draw = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Array.from({ length: 1000 }, () => mean + deviation * draw())
}

/** A thousand returns with deviation 1 % and those of a benchmark with mean and deviation 0.1 %, correlated. */
export function correlated({ mean, correlation }: { mean: number; correlation: number }): [number[], number[]] {
  const own = normals(createPrng(2), 0, 1)
  const other = normals(createPrng(3), 0, 1)
  const market = own.map((value, i) => correlation * value + Math.sqrt(1 - correlation ** 2) * (other[i] as number))
  return [own.map((value) => mean + 0.01 * value), market.map((value) => 0.001 + 0.001 * value)]
}
