import { ENTRY_STAGES, type EntryStage } from '../../core/stage.ts'
import type { FunnelCounts } from '../../engine/funnel.ts'

/** How many entries got so far, and how many of those before did not. */
export interface FunnelStage {
  readonly stage: 'signals' | EntryStage
  readonly count: number
  readonly refused: number
}

/**
 * The way of the entries of a run, stage by stage: what was placed and filled was counted by itself, the stages before follow from the
 * refusals. `missing` are signals that nobody can account for: 0, or there is a mistake in the engine.
 */
export function funnelStages(counts: FunnelCounts): {
  readonly stages: readonly FunnelStage[]
  readonly missing: number
} {
  const { entrySignals, placed, filled, filledLate, waiting, onTheWay } = counts
  const refusedAt = (stage: EntryStage) =>
    counts.refusals.reduce((sum, refusal) => sum + (refusal.stage === stage ? refusal.count : 0), 0)
  const graded = entrySignals - refusedAt('graded')
  const allowed = graded - refusedAt('allowed')
  const sized = allowed - refusedAt('sized')
  const reached = { graded, allowed, sized, placed, filled }
  const notPlaced = sized - refusedAt('placed') - waiting - placed
  const notFilled = placed - refusedAt('filled') + filledLate - onTheWay - filled
  return {
    stages: [
      { stage: 'signals', count: entrySignals, refused: 0 },
      ...ENTRY_STAGES.map((stage) => ({ stage, count: reached[stage], refused: refusedAt(stage) })),
    ],
    missing: Math.abs(notPlaced) + Math.abs(notFilled),
  }
}
