const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const

/** A time as people write it, UTC: `2024-01-31 13:05`, with seconds and milliseconds only where there are some. */
export function formatTime(at: number): string {
  if (!(Math.abs(at) <= 8.64e15)) return String(at)
  const text = new Date(at).toISOString()
  const end = at % 60_000 === 0 ? 16 : at % 1000 === 0 ? 19 : 23
  return text.slice(0, end).replace('T', ' ')
}

/** A span in the largest unit that divides it: `8h`, `90m`, `1500ms`. */
export function formatSpan(spanMs: number): string {
  const unit = UNITS.find(([, unitMs]) => spanMs >= unitMs && spanMs % unitMs === 0)
  return unit === undefined ? `${spanMs}ms` : `${spanMs / unit[1]}${unit[0]}`
}
