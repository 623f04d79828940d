import { parseArgs } from 'node:util'

export interface BenchOptions {
  readonly json: boolean
  readonly quick: boolean
  readonly write: boolean
  /** Rows whose id is one of these or begins with one of them and a hyphen; empty: all. */
  readonly only: readonly string[]
  readonly date: string | undefined
}

/** @param ids every row that there is */
export function usage(ids: readonly string[]): string {
  return `Usage: npm run bench -- [options]
  --json        print one JSON document
  --quick       fewer rounds
  --only <ids>  only these rows, with commas: ${ids.join(', ')}
  --write       write the table to bench/RESULTS.md
  --date <day>  the day to write into it`
}

/** @throws TypeError on an unknown flag */
export function parseOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      date: { type: 'string' },
    },
  })
  const only = values.only.flatMap((ids) => ids.split(',')).filter((id) => id !== '')
  return { json: values.json, quick: values.quick, write: values.write, only, date: values.date }
}

export function isWanted(id: string, only: readonly string[]): boolean {
  return only.length === 0 || only.some((wanted) => id === wanted || id.startsWith(`${wanted}-`))
}
