import type { Bars } from '../../market/bars.ts'
import { type Span, withoutSpans } from './spans.ts'

/** The holes between the bars that no download has looked into: the exchange may have what they lack. */
export function openHoles({ time, length, timeframeMs }: Bars, downloaded: readonly Span[]): Span[] {
  const holes: Span[] = []
  for (let i = 1; i < length; i++) {
    const from = (time[i - 1] as number) + timeframeMs
    const to = time[i] as number
    if (from < to) holes.push({ from, to })
  }
  return withoutSpans(holes, downloaded)
}
