import type { Bars } from '../../market/bars.ts'

/** Instants [fromMs, toMs). */
export interface Range {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * What is still to be asked for when `stored` is there and `wanted` is wanted: what comes before the first bar and after the last one, up
 * to the stored bars, so that no hole is left between what there is and what comes. Holes of at least `holeBars` bars within the wanted
 * range are asked for again; smaller ones are taken for what the exchange does not have.
 */
export function missingRanges(stored: Bars, wanted: Range, holeBars: number): Range[] {
  const { time, length, timeframeMs } = stored
  if (length === 0) return [wanted]
  const firstAt = time[0] as number
  const endAt = (time[length - 1] as number) + timeframeMs
  const ranges: Range[] = [{ fromMs: wanted.fromMs, toMs: firstAt }]
  for (let i = 1; i < length; i++) {
    const from = (time[i - 1] as number) + timeframeMs
    const to = time[i] as number
    if (to - from < holeBars * timeframeMs) continue
    ranges.push({ fromMs: Math.max(from, wanted.fromMs), toMs: Math.min(to, wanted.toMs) })
  }
  ranges.push({ fromMs: endAt, toMs: wanted.toMs })
  return ranges.filter(({ fromMs, toMs }) => fromMs < toMs)
}
