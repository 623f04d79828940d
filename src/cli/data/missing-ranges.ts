import type { Bars } from '../../market/bars.ts'
import { openHoles } from '../../store/lake/open-holes.ts'
import { type Span, unionOf, withoutSpans } from '../../store/lake/spans.ts'

/** Instants [fromMs, toMs). */
export interface Range {
  readonly fromMs: number
  readonly toMs: number
}

export interface Asking {
  readonly wanted: Range
  /** Where downloads have been: holes in it the exchange has, too. */
  readonly downloaded: readonly Span[]
  readonly pageBars: number
}

/**
 * What is still to be asked for when `stored` is there: what comes before the first bar and after the last one, up to the stored bars,
 * and every hole between them that no download has looked into. All holes, not those of the wanted range alone: an interrupted
 * download of more than was wanted leaves one outside of it. Holes that one page can hold are asked for together.
 */
export function missingRanges(stored: Bars, { wanted, downloaded, pageBars }: Asking): Range[] {
  const { time, length, timeframeMs } = stored
  const firstAt = length === 0 ? wanted.toMs : (time[0] as number)
  const endAt = length === 0 ? wanted.toMs : (time[length - 1] as number) + timeframeMs
  const outside = [
    { from: wanted.fromMs, to: firstAt },
    { from: endAt, to: wanted.toMs },
  ]
  const missing = unionOf([...withoutSpans(outside, downloaded), ...openHoles(stored, downloaded)])
  return inPages(missing, pageBars * timeframeMs).map(({ from, to }) => ({ fromMs: from, toMs: to }))
}

function inPages(spans: readonly Span[], pageMs: number): Span[] {
  const pages: Span[] = []
  for (const span of spans) {
    const last = pages.at(-1)
    if (last !== undefined && span.to - last.from <= pageMs) pages.splice(-1, 1, { from: last.from, to: span.to })
    else pages.push(span)
  }
  return pages
}
