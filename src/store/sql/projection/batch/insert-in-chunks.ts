/** Rows of one statement: far below the values that a statement may have on any server, and as fast as more. */
const CHUNK = 200

/** Hands over `rows` in the order that they have, so many at a time as one statement takes. */
export async function insertInChunks<Row>(
  rows: readonly Row[],
  insert: (chunk: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK) await insert(rows.slice(from, from + CHUNK))
}
