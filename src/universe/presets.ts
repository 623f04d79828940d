import { age } from './handlers/age.ts'
import { marketCapRank } from './handlers/market-cap-rank.ts'
import { price } from './handlers/price.ts'
import { spread } from './handlers/spread.ts'
import { volume } from './handlers/volume.ts'
import { without } from './handlers/without.ts'
import type { Handler } from './universe.ts'

/** What there is to choose by, beside the bars. */
export interface KnownFacts {
  readonly hasRanks: boolean
  readonly hasSpreads: boolean
}

export interface Preset {
  readonly handlers: readonly Handler[]
  /** What it does without, for lack of data, in sentences. */
  readonly notes: readonly string[]
}

/** Chains that are ready to use. To add one: its function, its line here. */
const PRESETS = { 'top-7': topSeven, liquid } as const satisfies Record<string, (known: KnownFacts) => Preset>

export type PresetName = keyof typeof PRESETS

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[]

/** The chain of a preset for what is known. */
export function createPreset(name: PresetName, known: KnownFacts): Preset {
  return PRESETS[name](known)
}

const WHOLE_DAY = { hours: 24 }

/** The seven largest coins that are coins of their own; without ranks the seven that trade most. */
function topSeven({ hasRanks }: KnownFacts): Preset {
  const note = 'no market cap ranks are given, so the 24h volume stands in for them'
  const largest = hasRanks ? marketCapRank({ top: 7 }) : explainedWith(volume({ ...WHOLE_DAY, top: 7 }), note)
  return {
    handlers: [without({ groups: ['stablecoins', 'wrapped'] }), largest, age({ minDays: 30 })],
    notes: hasRanks ? [] : [note],
  }
}

/** What can be entered and left without paying much: 5 million a day, 10 bps of spread, a tick of at most 0.1 %. */
function liquid({ hasSpreads }: KnownFacts): Preset {
  const note = 'no spreads are known, so none is asked for'
  return {
    handlers: [
      volume({ ...WHOLE_DAY, top: 30, minVolume: 5_000_000 }),
      ...(hasSpreads ? [spread({ maxBps: 10 })] : []),
      price({ maxTickPct: 0.1 }),
      age({ minDays: 30 }),
    ],
    notes: hasSpreads ? [] : [note],
  }
}

function explainedWith(handler: Handler, note: string): Handler {
  return { ...handler, explain: (candidate, as) => `${handler.explain?.(candidate, as) ?? candidate.symbol} (${note})` }
}
