import { closedEnd, explainNoBars, hoursSpan, windowStart } from '../closed-bars.ts'
import { measured } from '../measured.ts'
import type { Candidate, Handler } from '../universe.ts'

interface VolumeOptions {
  readonly hours: number
  readonly top?: number | undefined
  /** In quote units. */
  readonly minVolume?: number | undefined
}

/** The markets with the largest turnover of the last hours, largest first. */
export function volume({ hours, top, minVolume }: VolumeOptions): Handler {
  const span = hoursSpan(hours)
  const turnover = ({ bars, instrument }: Candidate, at: number): number => {
    const start = windowStart(bars, at, span)
    const end = closedEnd(bars, at)
    if (start >= end) return Number.NaN
    const { close, volume } = bars
    let sum = 0
    for (let i = start; i < end; i++) sum += (volume[i] as number) * (close[i] as number)
    return sum * instrument.contractSize
  }
  return measured(
    'volume',
    {
      span,
      of: (candidate, { at }) => turnover(candidate, at),
      missing: ({ bars }, { at }) => explainNoBars(bars, at, span),
      show: (value, { instrument }) => `${span.label} volume ${value} ${instrument.quote}`,
    },
    { min: minVolume, order: 'descending', top },
  )
}
