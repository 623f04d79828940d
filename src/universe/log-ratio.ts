/** Up to here the series below is exact to the last bit or two: the first term left out is a 10^18th of the sum. */
const NEAR = 0.02

/**
 * ln(price / before) = 2 artanh(z) with z = (price - before) / (price + before), as the series z + z³/3 + z⁵/5 + … (Abramowitz and Stegun
 * 4.1.27). Two prices in a row are nearly equal, so five terms do, in a third of the time of a logarithm.
 */
export function logRatio(price: number, before: number): number {
  const z = (price - before) / (price + before)
  if (!(z < NEAR && z > -NEAR)) return Math.log(price / before)
  const s = z * z
  return 2 * z * (1 + s * (1 / 3 + s * (1 / 5 + s * (1 / 7 + s * (1 / 9)))))
}
