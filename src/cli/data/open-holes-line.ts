import { timeframeMs } from '../../core/timeframe.ts'
import { formatTime } from '../../market/format-time.ts'
import type { LakeEntry } from '../../store/lake/lake-entry.ts'
import { formatLakeKey } from '../../store/lake/lake-key.ts'
import type { Span } from '../../store/lake/spans.ts'
import { downloadCommand } from './download-command.ts'

/** The holes that no download has looked into, in a sentence; undefined when there are none, or when no exchange could fill them. */
export function openHolesLine(
  { key, provenance }: Pick<LakeEntry, 'key' | 'provenance'>,
  holes: readonly Span[],
  datadir: string,
): string | undefined {
  const [first, last] = [holes[0], holes.at(-1)]
  if (first === undefined || last === undefined || provenance !== 'real') return undefined
  const bars = openBars(holes, key.timeframe)
  const count = holes.length === 1 ? '1 gap' : `${holes.length} gaps`
  const span = `between ${formatTime(first.from)} and ${formatTime(last.to)}`
  const command = downloadCommand(key, provenance, { from: first.from, to: last.to, datadir })
  const cure = command === undefined ? 'import them if there are any' : command
  return `${formatLakeKey(key)}: ${bars} bars in ${count} ${span} may be there at the exchange: ${cure}`
}

export function openBars(holes: readonly Span[], timeframe: LakeEntry['key']['timeframe']): number {
  return holes.reduce((sum, { from, to }) => sum + (to - from) / timeframeMs(timeframe), 0)
}
