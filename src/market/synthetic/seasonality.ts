const MINUTES_PER_DAY = 1440
const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY
/** 1970-01-01 was a Thursday. */
const THURSDAY = 4

/**
 * Traded volume by hour of the day, UTC, as a multiple of the mean: quiet before the European morning, busiest when New York opens.
 * The shape is that of large venues' hourly volumes; round numbers, no measurement.
 */
const VOLUME_BY_HOUR = [
  1.05, 0.95, 0.9, 0.8, 0.7, 0.65, 0.7, 0.85, 0.95, 0.95, 0.95, 0.95, 1.1, 1.45, 1.7, 1.6, 1.4, 1.2, 1.1, 1.05, 1.0,
  0.95, 0.9, 0.95,
]
const WEEKEND = 0.7

/** Volume of each minute of the week, from Sunday 00:00 UTC on, as a multiple of the mean of a working day. */
const VOLUME_BY_MINUTE = Float64Array.from({ length: MINUTES_PER_WEEK }, (_, minute) => {
  const day = Math.floor(minute / MINUTES_PER_DAY)
  const hours = (minute % MINUTES_PER_DAY) / 60
  const hour = Math.floor(hours)
  const now = VOLUME_BY_HOUR[hour] ?? 1
  const next = VOLUME_BY_HOUR[(hour + 1) % 24] ?? 1
  return (now + (next - now) * (hours - hour)) * (day === 0 || day === 6 ? WEEKEND : 1)
})

/** How busy a usual market is at this minute: 1 is the mean of a working day. */
export function busynessAt(minuteAt: number): number {
  const minute = (minuteAt / 60_000 + THURSDAY * MINUTES_PER_DAY) % MINUTES_PER_WEEK
  return VOLUME_BY_MINUTE[minute] ?? 1
}
