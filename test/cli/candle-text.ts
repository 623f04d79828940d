import { createPrng } from '../../src/core/prng.ts'

/** A CSV of `count` 5-minute bars of a seeded random walk. */
export function candleText(count: number, seed = 1): string {
  const draw = createPrng(seed)
  const lines = ['timestamp,open,high,low,close,volume']
  let price = 100
  for (let k = 0; k < count; k++) {
    const open = price
    price = Math.round(price * (1 + (draw() + draw() + draw() - 1.5) * 0.02) * 100) / 100
    const high = Math.round(Math.max(open, price) * (1 + draw() * 0.005) * 100) / 100 + 0.01
    const low = Math.round(Math.min(open, price) * (1 - draw() * 0.005) * 100) / 100 - 0.01
    lines.push(
      `${1_700_000_100_000 + k * 300_000},${open},${high.toFixed(2)},${low.toFixed(2)},${price},${10 + Math.round(draw() * 90)}`,
    )
  }
  return `${lines.join('\n')}\n`
}
