import { measured } from '../measured.ts'
import { tickShare } from '../tick-share.ts'
import type { Handler } from '../universe.ts'

/** Leaves out prices so small beside their tick that no stop can lie where it should. */
export function precision({ maxTickPct }: { readonly maxTickPct: number }): Handler {
  return measured('precision', tickShare, { max: maxTickPct })
}
