/** Instants [from, to), in milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What is in any of the spans, ascending, without one that touches the next. */
export function unionOf(spans: readonly Span[]): Span[] {
  const union: { from: number; to: number }[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = union.at(-1)
    if (from >= to) continue
    if (last === undefined || from > last.to) union.push({ from, to })
    else last.to = Math.max(last.to, to)
  }
  return union
}

/** What is in one of the spans and in none of `others`, ascending. */
export function withoutSpans(spans: readonly Span[], others: readonly Span[]): Span[] {
  const cuts = unionOf(others)
  let k = 0
  return unionOf(spans).flatMap(({ from, to }) => {
    const left: Span[] = []
    let at = from
    while (k < cuts.length && (cuts[k] as Span).to <= from) k++
    for (let j = k; j < cuts.length && (cuts[j] as Span).from < to; j++) {
      const cut = cuts[j] as Span
      if (cut.from > at) left.push({ from: at, to: cut.from })
      at = Math.max(at, cut.to)
    }
    if (at < to) left.push({ from: at, to })
    return left
  })
}
