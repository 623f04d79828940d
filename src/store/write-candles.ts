import { gzipSync } from 'node:zlib'
import type { Bars } from '../market/bars.ts'
import { CANDLE_FIELDS } from '../market/candle-rows.ts'
import { writeFileAtomically } from './write-file.ts'

const ROWS_PER_CHUNK = 16_384

/** Writes bars as CSV, packed with gzip when the name ends in .gz. Every number reads back as the same double. */
export function writeCandles(path: string, bars: Bars): void {
  writeFileAtomically(path, path.endsWith('.gz') ? packed(csvOf(bars)) : csvOf(bars))
}

function* csvOf(bars: Bars): Generator<string> {
  const { time, open, high, low, close, volume } = bars
  let text = `${CANDLE_FIELDS.join(',')}\n`
  for (let i = 0; i < bars.length; i++) {
    text += `${time[i]},${open[i]},${high[i]},${low[i]},${close[i]},${volume[i]}\n`
    if ((i + 1) % ROWS_PER_CHUNK !== 0) continue
    yield text
    text = ''
  }
  yield text
}

/** Packed pieces, one behind the other, are one packed file. */
function* packed(pieces: Iterable<string>): Generator<Uint8Array> {
  for (const piece of pieces) yield gzipSync(piece)
}
