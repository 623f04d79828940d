/**
 * The bar that is being made by the trades of this moment. It has no index, cannot be appended to `Bars` by accident,
 * and no strategy sees it: a screen may.
 */
export interface FormingBar {
  readonly kind: 'forming'
  readonly openAt: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly last: number
  readonly volume: number
}

/** Starts a bar with its first trade. */
export function openBar(openAt: number, price: number, volume: number): FormingBar {
  return { kind: 'forming', openAt, open: price, high: price, low: price, last: price, volume }
}

/** The bar after one more trade. */
export function addTrade(bar: FormingBar, price: number, volume: number): FormingBar {
  return {
    ...bar,
    high: Math.max(bar.high, price),
    low: Math.min(bar.low, price),
    last: price,
    volume: bar.volume + volume,
  }
}
