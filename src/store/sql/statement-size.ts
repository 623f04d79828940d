/** Rows of one statement: far below the values that a statement may have on any server, and as fast as more. */
const MOST_ROWS = 200
/** Letters of one statement: MariaDB ends a connection on which a statement of more than 16 MB comes in, older MySQL at 4 MB. */
const MOST_LETTERS = 1_000_000

/** Whether a statement that has `rows` rows with `letters` letters takes no more. */
export function isStatementFull(rows: number, letters: number): boolean {
  return rows >= MOST_ROWS || letters >= MOST_LETTERS
}

/** Letters of the texts among `values`; the rest of a row is small. */
export function lettersOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0)
}

/** Hands over `rows` in the order that they have, so many at a time as one statement takes. */
export async function insertInChunks<Row extends object>(
  rows: readonly Row[],
  insert: (chunk: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  let [from, letters] = [0, 0]
  for (const [k, row] of rows.entries()) {
    letters += lettersOf(Object.values(row))
    if (k < rows.length - 1 && !isStatementFull(k + 1 - from, letters)) continue
    await insert(rows.slice(from, k + 1))
    ;[from, letters] = [k + 1, 0]
  }
}
