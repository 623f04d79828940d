import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createPrng } from '../../src/core/prng.ts'
import { Bars } from '../../src/market/bars.ts'

/** 2020-01-01. */
const START = 1_577_836_800_000
const MINUTE_MS = 60_000
/** Scales the sum of four uniform draws to a variance of 1. */
const IRWIN_HALL = 1.7320508075688772

/** Files of the workloads: name, bars, seed. */
const FILES: readonly (readonly [string, number, number])[] = [
  ['one_1m', 1_000_000, 1],
  ['one_200k', 200_000, 1],
  ['one_5k', 5000, 1],
  ...[0, 1, 2, 3, 4].map((k) => [`sym${k}_200k`, 200_000, 101 + k] as const),
]

/**
 * The market of the workloads: regimes, clustered volatility, a weak pull to 100, one-minute bars on a tick of 0.01. Only + - * / and
 * rounding, so every platform gives the same bits; changing an operation changes every number that is published.
 */
export function generateBars(count: number, seed: number): Bars {
  const draw = createPrng(seed)
  const normal = () => (draw() + draw() + draw() + draw() - 2) * IRWIN_HALL
  const bars = new Bars('1m', count)
  let price = 100
  let volatility = 0.0008
  let drift = 0
  let left = 0
  for (let i = 0; i < count; i++) {
    if (left-- <= 0) {
      left = 60 + Math.floor(draw() * 1400)
      drift = (draw() - 0.5) * 0.0002
    }
    volatility = volatility * 0.995 + 0.005 * 0.0008 * (0.4 + 1.2 * draw() + (draw() < 0.02 ? 8 : 0))
    const pull = ((0.000002 * (100 - price)) / price) * 10
    const open = price
    let last = open
    let highest = open
    let lowest = open
    for (let k = 0; k < 4; k++) {
      last = last * (1 + (drift + pull) / 4 + volatility * 0.5 * normal())
      if (last > highest) highest = last
      if (last < lowest) lowest = last
    }
    const close = toCents(last)
    const high = Math.max(toCents(highest), toCents(open), close)
    const low = Math.min(toCents(lowest), toCents(open), close)
    const volume = Math.round(1000 * (10 + 40 * draw() * (1 + Math.abs(last - open) / open / 0.0008))) / 1000
    bars.append(START + i * MINUTE_MS, toCents(open), high, low, close, volume)
    price = close
  }
  return bars
}

/** The columns time, open, high, low, close, volume one after another, as the `.f64` files hold them. */
export function columnsOf(bars: Bars): Uint8Array {
  const columns = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
  const values = new Float64Array(bars.length * columns.length)
  for (const [k, column] of columns.entries()) values.set(column.subarray(0, bars.length), k * bars.length)
  return new Uint8Array(values.buffer)
}

function toCents(price: number): number {
  return Math.round(price * 100) / 100
}

/** `node generate.ts FOLDER` writes every file of the workloads, as columns and as CSV. */
function main(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, count, seed] of FILES) {
    const bars = generateBars(count, seed)
    writeFileSync(join(folder, `${name}.f64`), columnsOf(bars))
    writeCsv(join(folder, `${name}.csv`), bars)
  }
}

function writeCsv(path: string, { time, open, high, low, close, volume, length }: Bars): void {
  const file = openSync(path, 'w')
  writeSync(file, 'timestamp,open,high,low,close,volume\n')
  for (let start = 0; start < length; start += 50_000) {
    const lines: string[] = []
    for (let i = start; i < Math.min(length, start + 50_000); i++) {
      lines.push(`${time[i]},${open[i]},${high[i]},${low[i]},${close[i]},${volume[i]}\n`)
    }
    writeSync(file, lines.join(''))
  }
  closeSync(file)
}

if (import.meta.main) main(process.argv[2] ?? 'data')
