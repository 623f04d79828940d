/** Dots of a braille cell, by column and row. */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const

/** A line chart of `values` in braille dots, `width` by `height` characters. All values are shown, however many there are. */
export function curveChart(values: ArrayLike<number>, width: number, height: number): string[] {
  const columns = width * 2
  const rows = height * 4
  const { low, high } = rangeOf(values)
  const cells = Array.from({ length: height }, () => new Array<number>(width).fill(0))
  const rowOf = (value: number) => (high === low ? rows >> 1 : Math.round(((high - value) / (high - low)) * (rows - 1)))
  let before = rowOf(values[0] ?? 0)
  for (let x = 0; x < columns && values.length > 0; x++) {
    const row = rowOf(values[Math.floor((x / Math.max(1, columns - 1)) * (values.length - 1))] ?? 0)
    for (let y = Math.min(before, row); y <= Math.max(before, row); y++) {
      const line = cells[y >> 2]
      if (line !== undefined) line[x >> 1] = (line[x >> 1] ?? 0) | (DOTS[x & 1]?.[y & 3] ?? 0)
    }
    before = row
  }
  return cells.map((line) => line.map((dots) => String.fromCharCode(0x2800 + dots)).join(''))
}

/** Smallest and largest of `values`. */
export function rangeOf(values: ArrayLike<number>): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i] as number)
    high = Math.max(high, values[i] as number)
  }
  return { low, high }
}
