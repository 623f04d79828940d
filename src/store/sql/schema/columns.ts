/** What a column holds. How each server keeps it stands in `migrations/render-schema.ts`. */
export type ColumnKind =
  | 'id' // number of the row, given by the database
  | 'integer'
  | 'bigint'
  | 'time' // UTC, in milliseconds
  | 'decimal' // exact, see `decimal-text.ts`
  | 'word' // short text, can be searched
  | 'text'

export interface Column {
  readonly kind: ColumnKind
  readonly isNullable: boolean
  /** Longest `word`, in letters. */
  readonly length?: number
  readonly initial?: string | number
  /** The table whose row it names. */
  readonly references?: string
  /** The only values that are allowed. */
  readonly choices?: readonly string[]
  readonly least?: 'zero' | 'aboveZero'
}

export interface Table {
  readonly name: string
  readonly columns: Readonly<Record<string, Column>>
  readonly unique?: readonly (readonly string[])[]
  readonly indexes?: readonly (readonly string[])[]
}

const column = (kind: ColumnKind): Column => ({ kind, isNullable: false })

export const id = (): Column => column('id')
export const integer = (): Column => column('integer')
export const bigint = (): Column => column('bigint')
export const time = (): Column => column('time')
export const decimal = (): Column => column('decimal')
export const text = (): Column => column('text')
export const word = (length: number): Column => ({ ...column('word'), length })
export const rowOf = (table: string): Column => ({ ...column('bigint'), references: table })
export const oneOf = (...choices: readonly string[]): Column => ({ ...word(20), choices })
export const flag = (): Column => ({ ...column('integer'), choices: ['0', '1'] })
export const optional = (of: Column): Column => ({ ...of, isNullable: true })
export const positive = (of: Column): Column => ({ ...of, least: 'aboveZero' })
export const notNegative = (of: Column): Column => ({ ...of, least: 'zero' })
export const initially = (initial: string | number, of: Column): Column => ({ ...of, initial })
