import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const FILE = new URL('../../../../../shared/data/metrics/empyrical-cases.json.gz', import.meta.url)

/** Whether the outside reference is there; it is not part of the product. */
export const hasCases = existsSync(FILE)

/** A series, a table of series (one per column), or a plain value. */
export type CaseValue = DatedSeries | readonly DatedSeries[] | number | string | readonly unknown[]

export interface DatedSeries {
  readonly values: readonly number[]
  readonly times: readonly number[]
}

interface RawSeries {
  readonly values: readonly (number | null | readonly number[])[]
  readonly index?: readonly string[]
  readonly columns?: readonly string[]
}

interface RawFile {
  readonly series: Readonly<Record<string, RawSeries>>
  readonly tests: Readonly<Record<string, { readonly cases: readonly (readonly unknown[])[] }>>
}

/** The parameter tables of empyrical's own tests: name of the test to its cases, values in the order of its arguments. */
export function readCases(): ReadonlyMap<string, readonly (readonly CaseValue[])[]> {
  if (!hasCases) return new Map()
  const { series, tests } = JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8')) as RawFile
  const read = (value: unknown): CaseValue => {
    if (value === null) return Number.NaN
    if (value === 'inf') return Number.POSITIVE_INFINITY
    if (Array.isArray(value)) return value.map(read)
    if (typeof value === 'string' && value.includes('\n')) return printedSeries(value)
    if (typeof value !== 'object') return value as number | string
    if ('series' in value) return toSeries(series[String(value.series)] as RawSeries)
    return toSeries(value as RawSeries)
  }
  return new Map(Object.entries(tests).map(([name, { cases }]) => [name, cases.map((row) => row.map(read))]))
}

function toSeries({ values, index = [], columns }: RawSeries): CaseValue {
  const times = index.map((text) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`))
  if (columns === undefined)
    return { values: values.map((value) => (value === null ? Number.NaN : Number(value))), times }
  return columns.map((_, k) => ({ values: values.map((row) => (row as readonly number[])[k] as number), times }))
}

/** One benchmark is stored as pandas prints it: a heading, then a date and a value a line. */
function printedSeries(text: string): DatedSeries {
  const rows = Array.from(text.matchAll(/^(\d{4}-\d\d-\d\d)\s+(\S+)$/gm))
  return { values: rows.map((row) => Number(row[2])), times: rows.map((row) => Date.parse(`${row[1]}T00:00:00Z`)) }
}
