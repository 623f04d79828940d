import { Decimal } from 'decimal.js'

/** Enough digits for sums and products of a few doubles to be exact. */
export const Exact = Decimal.clone({ precision: 400 })

/** 1, 1/2, 1/4, …: made once each, because a division of that many digits is slow. */
const halves: Decimal[] = [new Exact(1)]

/** The value of a double to its last binary digit; its text is only the shortest one that reads back to it. */
export function exactly(value: number): Decimal {
  let scale = 0
  let whole = value
  while (!Number.isInteger(whole)) {
    whole *= 2
    scale += 1
  }
  return new Exact(whole).times(half(scale))
}

function half(times: number): Decimal {
  while (halves.length <= times) halves.push((halves.at(-1) as Decimal).times(0.5))
  return halves[times] as Decimal
}
