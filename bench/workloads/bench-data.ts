import { readFileSync } from 'node:fs'
import { Bars } from '../../src/market/bars.ts'

/** Reads the columnar float64 file T|O|H|L|C|V that the generator writes. */
export function readColumns(path: string): Bars {
  const bytes = readFileSync(path)
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
  const count = values.length / 6
  const bars = new Bars('1m', count)
  const columns = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
  for (const [k, column] of columns.entries()) column.set(values.subarray(k * count, (k + 1) * count))
  bars.length = count
  return bars
}
