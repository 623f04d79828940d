import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import type { SymbolFilter } from '../risk/rules/in-universe.ts'
import type { SimulatedMarket } from '../simulation/market-simulator.ts'
import { readTextFile } from '../store/read-file.ts'
import { createPreset, PRESET_NAMES, type PresetName } from '../universe/presets.ts'
import { parseRanks } from '../universe/rank-table.ts'
import { type Candidate, type Handler, type MarketFacts, NO_FACTS } from '../universe/universe.ts'
import { universeSchedule } from '../universe/universe-schedule.ts'
import { readChain } from './read-chain.ts'

export interface UniverseFlags {
  /** A preset, or a file with a chain. */
  readonly universe: string
  readonly ranksFile: string | undefined
  readonly refreshHours: number
}

/** The universe that the flags name, for the markets of a run. */
export async function loadUniverse(
  flags: UniverseFlags,
): Promise<(markets: readonly SimulatedMarket[]) => SymbolFilter> {
  const { universe, ranksFile, refreshHours } = flags
  const facts = ranksFile === undefined ? NO_FACTS : parseRanks(readTextFile(ranksFile), ranksFile)
  const preset = PRESET_NAMES.find((name) => name === universe)
  if (preset === undefined && !universe.endsWith('.json')) {
    const cure = `${didYouMean(universe, PRESET_NAMES)} A chain of your own is a file that ends in .json.`
    throw new PlimsollError('usage', `unknown universe "${universe}"`, cure)
  }
  const chain = preset === undefined ? await readChain(universe) : undefined
  return (markets) => {
    const candidates = markets.map(candidateOf)
    const handlers = chain ?? presetFor(preset ?? 'top-7', candidates, facts)
    return universeSchedule({ candidates, handlers, facts, refreshHours })
  }
}

function presetFor(name: PresetName, candidates: readonly Candidate[], facts: MarketFacts): readonly Handler[] {
  const hasSpreads = candidates.some(({ bars }) => bars.series.spreadBps !== undefined)
  return createPreset(name, { hasRanks: facts !== NO_FACTS, hasSpreads }).handlers
}

function candidateOf({ instrument, bars, listedAt, delistedAt }: SimulatedMarket): Candidate {
  return {
    symbol: instrument.symbol,
    instrument,
    bars,
    listedAt: listedAt ?? Number.NEGATIVE_INFINITY,
    delistedAt: delistedAt ?? Number.POSITIVE_INFINITY,
  }
}
