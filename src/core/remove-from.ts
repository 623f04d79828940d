/** Takes `item` out of `list`, which keeps its order; false when it is not there. Unlike `splice` it makes no array. */
export function removeFrom<T>(list: T[], item: T): boolean {
  const at = list.indexOf(item)
  if (at < 0) return false
  for (let k = at + 1; k < list.length; k++) list[k - 1] = list[k] as T
  list.pop()
  return true
}
