/**
 * The factor of a continuous return: the first terms of e^x, which no platform rounds differently. It is positive for every x, so
 * that no price reaches zero, and its square term keeps volatility from wearing the price down.
 */
export function compound(x: number): number {
  return 1 + x * (1 + x / 2)
}
