import { BAR_COLUMNS, DECIMALS, HEAD_WORDS, PLAIN, POWERS, STEPS } from './bars-packer.ts'

/**
 * The columns that `BarsPacker` packed, `count` values each, one behind the other; undefined when it did not write these bytes.
 * @param packed begins at a multiple of 8 bytes of its memory
 */
export function unpackBars(packed: Uint8Array, count: number): Float64Array | undefined {
  const columns = new Float64Array(BAR_COLUMNS * count)
  let at = 0
  for (let k = 0; k < BAR_COLUMNS; k++) {
    const bytes = unpackColumn(packed, at, columns.subarray(k * count, (k + 1) * count))
    if (bytes === undefined) return undefined
    at += bytes
  }
  return at === packed.length ? columns : undefined
}

/** Fills `target` with the column that begins at `at`, and gives its bytes. */
function unpackColumn(packed: Uint8Array, at: number, target: Float64Array): number | undefined {
  const headBytes = HEAD_WORDS * 4
  if (at + headBytes > packed.length) return undefined
  const [form = -1, digits = -1] = new Uint32Array(packed.buffer, packed.byteOffset + at, HEAD_WORDS)
  const bytes = headBytes + dataBytes(form, target.length)
  if (!(at + bytes <= packed.length && digits < POWERS.length)) return undefined
  const dataAt = packed.byteOffset + at + headBytes
  if (form === STEPS) {
    const [first = 0, step = 0] = new Float64Array(packed.buffer, dataAt, 2)
    for (let k = 0; k < target.length; k++) target[k] = first + k * step
  } else if (form === DECIMALS) {
    const integers = new Int32Array(packed.buffer, dataAt, target.length)
    const power = POWERS[digits] as number
    for (let k = 0; k < target.length; k++) target[k] = (integers[k] as number) / power
  } else target.set(new Float64Array(packed.buffer, dataAt, target.length))
  return bytes
}

/** Bytes behind the head of a column; NaN for a form that there is not. */
function dataBytes(form: number, count: number): number {
  if (form === STEPS) return 16
  if (form === DECIMALS) return Math.ceil(count / 2) * 8
  return form === PLAIN ? count * 8 : Number.NaN
}
