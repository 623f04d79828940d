import { assert } from '../../../../core/assert.ts'
import { insertInChunks } from '../../statement-size.ts'
import type { KeptRow } from './kept-row.ts'

/** How the kept rows of a table get into the database. */
interface KeptTable<Key extends object, Row extends Key> {
  insert(rows: readonly Readonly<Row>[]): Promise<unknown>
  /** Looks up the numbers of the rows that were inserted; others may be among them. */
  numbersOf(inserted: readonly Readonly<Row>[]): Promise<readonly (Key & { readonly id: number })[]>
  /** What tells a row from the others of its session. */
  keyOf(row: Readonly<Key>): string
  update(id: number, changes: Partial<Row>): Promise<unknown>
}

/** Writes what is new and what was changed. From then on each row knows its number. */
export async function writeKeptRows<Key extends object, Row extends Key>(
  kept: readonly KeptRow<Row>[],
  table: KeptTable<Key, Row>,
): Promise<void> {
  for (const one of kept) if (!one.isNew && one.changes !== undefined) await table.update(one.id, one.changes)
  const added = kept.filter(({ isNew }) => isNew)
  if (added.length === 0) return
  const rows = added.map(({ row }) => row)
  await insertInChunks(rows, (chunk) => table.insert(chunk))
  const ids = new Map((await table.numbersOf(rows)).map((row) => [table.keyOf(row), row.id]))
  for (const one of added) {
    const id = ids.get(table.keyOf(one.row))
    assert(id !== undefined, 'a row that was inserted is found again')
    one.setId(id)
  }
}
