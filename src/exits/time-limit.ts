/** True when a position that was opened at `openedAt` has been held for `maxHoldMs` by `now`. */
export function isTimeUp(openedAt: number, maxHoldMs: number, now: number): boolean {
  return now - openedAt >= maxHoldMs
}
