import { z } from 'zod'

// A dump is JSON lines packed with gzip: a header, one line a row, a footer with the counts and a hash over all lines before it.

const name = z.string().regex(/^[a-z_]{1,63}$/)

export const headerSchema = z.strictObject({
  format: z.literal('plimsoll-dump'),
  formatVersion: z.literal(1),
  schema: z.int().min(1),
  backend: z.enum(['sqlite', 'postgres', 'mysql']),
  createdAt: z.int(),
  tables: z.record(name, z.array(name).min(1)),
})

/** The table, then the values of its columns in the order of the header. */
export const rowSchema = z.tuple([name], z.union([z.string(), z.int(), z.null()]))

export const footerSchema = z.strictObject({ counts: z.record(name, z.int().min(0)), sha256: z.string().length(64) })

export type DumpHeader = z.infer<typeof headerSchema>
export type DumpFooter = z.infer<typeof footerSchema>
export type DumpValue = string | number | null
