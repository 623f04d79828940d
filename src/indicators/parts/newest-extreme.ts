/** The bar of the highest value from bar `first` to bar `last`: the newest one when several are equal. */
export function newestHighest(values: Float64Array, first: number, last: number): number {
  let at = last
  for (let j = last - 1; j >= first; j--) if ((values[j] as number) > (values[at] as number)) at = j
  return at
}

/** The bar of the lowest value from bar `first` to bar `last`: the newest one when several are equal. */
export function newestLowest(values: Float64Array, first: number, last: number): number {
  let at = last
  for (let j = last - 1; j >= first; j--) if ((values[j] as number) < (values[at] as number)) at = j
  return at
}
