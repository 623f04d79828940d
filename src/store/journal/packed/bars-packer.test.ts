import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Bars } from '../../../market/bars.ts'
import { BarsPacker } from './bars-packer.ts'
import { unpackBars } from './bars-unpacker.ts'

type Row = readonly [number, number, number, number, number, number]

function barsOf(rows: readonly Row[]): Bars {
  const bars = new Bars('1m', rows.length)
  for (const row of rows) bars.append(...row)
  return bars
}

/** Every bit of the six columns. */
function columnsOf(bars: Bars, from: number, to: number): BigUint64Array {
  const columns = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
  return bitsOf(Float64Array.from(columns.flatMap((column) => [...column.subarray(from, to)])))
}

const bitsOf = (values: Float64Array | undefined) => new BigUint64Array((values ?? new Float64Array()).slice().buffer)

const price = fc.oneof(
  fc.integer({ min: 0, max: 10_000_000 }).map((n) => n / 100),
  fc.integer({ min: 0, max: 2 ** 31 }).map((n) => n / 1e8),
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e-10, 1e12, -1.5, 2 ** 31 / 100, (2 ** 31 - 1) / 100),
)

test('every bit of any columns comes back, batch after batch', () => {
  const row = fc.tuple(fc.integer({ min: 1, max: 5 }), price, price, price, price, price)
  fc.assert(
    fc.property(fc.array(fc.array(row, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 5 }), (batches) => {
      const packer = new BarsPacker()
      for (const batch of batches) {
        let time = 0
        const rows = batch.map(([step, ...values]): Row => {
          time += step * 60_000
          return [time, ...values]
        })
        const bars = barsOf(rows)
        const from = Math.floor(rows.length / 3)
        const columns = unpackBars(packer.pack(bars, from, rows.length), rows.length - from)
        expect(bitsOf(columns)).toEqual(columnsOf(bars, from, rows.length))
      }
    }),
    { numRuns: 1000 },
  )
})

test('prices and amounts of few digits take four bytes a value, regular times none', () => {
  const rows = Array.from({ length: 1000 }, (_, k): Row => {
    const close = 100 + (k % 100) / 100
    return [k * 60_000, close, close + 0.05, close - 0.05, close, k / 1000]
  })
  // Rounded to their digits, as candles are: sums of the above have others.
  const bars = barsOf(
    rows.map(([time, ...values]) => [time, ...values.map((v) => Number(v.toFixed(3)))] as unknown as Row),
  )
  const packed = new BarsPacker().pack(bars, 0, 1000)
  expect(packed.length).toBe(8 + 16 + 5 * (8 + 4 * 1000))
  expect(bitsOf(unpackBars(packed, 1000))).toEqual(columnsOf(bars, 0, 1000))
})

test('a column of other values does not spoil those that come after it', () => {
  const packer = new BarsPacker()
  const pack = (volumes: readonly number[]) => {
    packer.pack(barsOf(volumes.map((volume, k) => [k, 1, 1, 1, 1, volume])), 0, volumes.length)
    return packer.pack(barsOf(volumes.map((volume, k) => [k, 1, 1, 1, 1, volume])), 0, volumes.length).length
  }
  const decimals = 5 * (8 + 16) + 8 + 4 * 4
  const plain = 5 * (8 + 16) + 8 + 8 * 4
  expect(pack([0.5, 0.25, 9, 10])).toBe(decimals)
  expect(pack([0.5, Math.PI, 9, 10])).toBe(plain)
  expect(pack([1e9, 1e12, 9, 10])).toBe(plain)
  expect(pack([1e9, 1e7, 9, 10])).toBe(decimals)
})

test('bytes that were not packed so are told', () => {
  const bars = barsOf([
    [60_000, 1, 2, 0.5, 1.5, 10],
    [120_000, 1, 2, 0.5, 1.5, 10],
    [240_000, 1, 3, 0.5, Math.PI, 11],
  ])
  const whole = Uint8Array.from(new BarsPacker().pack(bars, 0, 3))
  expect(bitsOf(unpackBars(whole, 3))).toEqual(columnsOf(bars, 0, 3))
  for (const count of [0, 1, 2, 4, 1000]) expect(unpackBars(whole, count), `${count} bars`).toBeUndefined()
  for (let length = 0; length < whole.length; length += 8) {
    expect(unpackBars(whole.slice(0, length), 3), `${length} bytes`).toBeUndefined()
  }
  const form = whole.slice()
  form[0] = 7
  expect(unpackBars(form, 3)).toBeUndefined()
  const digits = whole.slice()
  digits[4] = 9
  expect(unpackBars(digits, 3)).toBeUndefined()
})
