/** 2^27 + 1: splits a double into two halves of 26 bits each. */
const SPLITTER = 134_217_729

/**
 * What rounding took from `product`, the double nearest to a x b: product + error is a x b exactly (Dekker 1971). A fill of a million
 * quote units loses 1e-10 of them to rounding; over thousands of fills that would show in the books.
 */
export function productError(a: number, b: number, product: number): number {
  const aHigh = highHalf(a)
  const bHigh = highHalf(b)
  const aLow = a - aHigh
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

function highHalf(value: number): number {
  const scaled = SPLITTER * value
  return scaled - (scaled - value)
}
