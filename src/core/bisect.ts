/** The first index in [from, to) for which `holds`, or `to`: when it holds for one index, it holds for all after that. */
export function firstIndex(from: number, to: number, holds: (index: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
