/** The bars of all swing highs that are known at bar `i`, by looking at every window: of lows when `side` is -1. */
export function naiveSwings(
  prices: readonly number[],
  i: number,
  { left, right, side }: { left: number; right: number; side: 1 | -1 },
): number[] {
  const found: number[] = []
  for (let p = left; p + right <= i; p++) {
    const window = prices.slice(p - left, p + right + 1).map((price) => side * price)
    const others = window.filter((_, k) => k !== left)
    if (others.every((price) => price < (window[left] as number))) found.push(p)
  }
  return found
}
