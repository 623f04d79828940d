import { PlimsollError } from '../core/errors.ts'
import { boolean, choice, integer, number, type ParamSpecs } from '../core/params.ts'
import { createPrng, type Prng } from '../core/prng.ts'
import type { EntrySignal, FlatSignal, Signal } from '../core/signal.ts'
import { hasRoomForTargets, STANDARD_TARGETS } from '../core/standard-targets.ts'
import type { Indicators, Lines } from '../indicators/lines.ts'
import { REGIME_NAMES, type RegimeName, regime } from '../indicators/trend/regime.ts'
import type { Bar } from '../strategies/bar.ts'
import { buildStrategy } from '../strategies/build-strategy.ts'
import { checkSignal, thrown } from '../strategies/check-signal.ts'
import type { Decide, RunStrategy, StrategyDefinition } from '../strategies/strategy.ts'
import { Follower } from './follower.ts'
import { explainFusion, type Fusion, fuse } from './fuse.ts'
import { FUSED } from './fused-name.ts'
import { VirtualTrade } from './virtual-trade.ts'
import type { Vote } from './vote.ts'
import { WEIGHTINGS, type Weighting, weightsOf } from './weights.ts'

const PARAMS = {
  weighting: choice(...WEIGHTINGS),
  /** Fusions that are less sure than this are no signal. */
  minConfidence: number(0.25, { min: 0, max: 1 }),
  /** Bars after which the signal of a strategy no longer counts. */
  lifetimeBars: integer(96, { min: 1, max: 100_000 }),
  /** Whether strategies count only in the regimes that they are made for. */
  byRegime: boolean(true),
} satisfies ParamSpecs

/** A strategy that counts in the fusion. */
interface Member {
  readonly name: string
  readonly regimes: readonly RegimeName[] | undefined
  readonly follower: Follower
}

/**
 * Several strategies as one: on each market they are followed one by one, and what they stand for is fused into one signal. It enters
 * when they agree well enough, leaves when they no longer do, and turns around when they do. Every entry tells how much came from whom.
 * @throws PlimsollError `usage` when two members have indicators of one name that are not the same
 */
export function fuseStrategies(members: readonly RunStrategy[]): StrategyDefinition {
  const names = members.map(({ definition }) => definition.name)
  return {
    name: FUSED,
    about: `One signal a symbol from ${names.join(', ')}: enters when they agree well enough, leaves when they no longer do.`,
    timeframe: members[0]?.definition.timeframe ?? '1h',
    invalidation: 'the strategies no longer agree',
    params: PARAMS,
    indicators: { ...indicatorsOf(members), regime },
    build(tools) {
      const { weighting, minConfidence, lifetimeBars, byRegime } = tools.params as {
        readonly weighting: Weighting
        readonly minConfidence: number
        readonly lifetimeBars: number
        readonly byRegime: boolean
      }
      const lines = tools.lines as unknown as Lines<Indicators> & Lines<{ regime: typeof regime }>
      const council = members.map((member) => memberOf(member, { ...tools, lines }, lifetimeBars))
      const regimeLine = byRegime ? lines.regime() : undefined
      const fused = new Fused(council, weighting, minConfidence)
      return (bar) => fused.decide(bar, regimeLine?.at(bar) ?? Number.NaN)
    },
  }
}

function memberOf(
  { definition, params, guard }: RunStrategy,
  tools: { readonly lines: Lines<Indicators>; readonly symbol: string; readonly random: Prng },
  lifetimeBars: number,
): Member {
  const random = createPrng(Math.floor(tools.random() * 2 ** 32))
  const { name, regimes } = definition
  const decide = buildStrategy(definition, { ...tools, params, random }, guard)
  return { name, regimes, follower: new Follower(checked(name, decide), lifetimeBars) }
}

/** A member that breaks its contract is named: fused strategies stop together, because nobody was asked whether fewer may go on. */
function checked(strategyName: string, decide: Decide): Decide {
  return (bar) => {
    let said: Signal | undefined
    try {
      said = decide(bar)
    } catch (error) {
      throw thrown({ strategyName, bar }, error)
    }
    if (said !== undefined) checkSignal({ strategyName, bar }, said)
    if (said?.side !== 'flat' && said?.invalidWhen !== undefined) throw conditionsLost(strategyName)
    return said
  }
}

/** A fused signal has no room for the conditions of one member, and they must not be forgotten. */
function conditionsLost(name: string): PlimsollError {
  const cure = 'Run it by itself, or let it leave with a flat signal when its conditions are met.'
  return new PlimsollError('strategy', `strategy ${name} writes conditions, which a fusion cannot keep`, cure)
}

function indicatorsOf(members: readonly RunStrategy[]): Indicators {
  const all: Record<string, unknown> = {}
  for (const { definition } of members) {
    for (const [name, indicator] of Object.entries(definition.indicators ?? {})) {
      if (all[name] !== undefined && all[name] !== indicator) {
        const what = `strategy ${definition.name} and one before it have two indicators called ${name}`
        throw new PlimsollError('usage', what, 'Rename the one that is your own.')
      }
      all[name] = indicator
    }
  }
  return all
}

const NO_LONGER: FlatSignal = { side: 'flat', invalidates: true, reason: 'the strategies no longer agree' }

/** The members at work on one market. */
class Fused {
  readonly #members: readonly Member[]
  readonly #weighting: Weighting
  readonly #minConfidence: number
  #regime = Number.NaN
  /** What was signalled last, as if it had been taken. */
  #trade: VirtualTrade | undefined
  #supporters = 0

  constructor(members: readonly Member[], weighting: Weighting, minConfidence: number) {
    this.#members = members
    this.#weighting = weighting
    this.#minConfidence = minConfidence
  }

  decide(bar: Bar, regimeNow: number): Signal | undefined {
    let isChanged = !Object.is(regimeNow, this.#regime)
    this.#regime = regimeNow
    for (const { follower } of this.#members) if (follower.follow(bar)) isChanged = true
    if (this.#trade?.endIn(bar) !== undefined) this.#trade = undefined
    return isChanged ? this.#conclude(bar) : undefined
  }

  #conclude(bar: Bar): Signal | undefined {
    const fusion = fuse(this.#votes())
    if (fusion.side === 'hold' || fusion.confidence < this.#minConfidence) {
      const hadTrade = this.#trade !== undefined
      this.#trade = undefined
      return hadTrade ? NO_LONGER : undefined
    }
    const isSame = this.#trade?.signal.side === fusion.side && fusion.contributions.length <= this.#supporters
    this.#supporters = fusion.contributions.length
    if (isSame) return undefined
    const signal = signalOf(fusion)
    if (this.#trade?.signal.side !== fusion.side) this.#trade = new VirtualTrade(signal, bar)
    return signal
  }

  #votes(): Vote[] {
    const weights = weightsOf(
      this.#weighting,
      this.#members.map(({ follower }) => follower.record),
    )
    const now = REGIME_NAMES[this.#regime]
    return this.#members.map(({ name, regimes, follower }, k) => {
      const weight = weights[k] ?? 0
      const stance = follower.stance
      const isActive = now === undefined || regimes === undefined || regimes.includes(now)
      if (stance === undefined || !isActive) return { strategy: name, weight, side: 'hold' }
      const { signal, entryPrice, stopPrice } = stance
      const stopPct = (Math.abs(entryPrice - stopPrice) / entryPrice) * 100
      return { strategy: name, weight, side: signal.side, confidence: signal.confidence, stopPct }
    })
  }
}

function signalOf(fusion: Exclude<Fusion, { side: 'hold' }>): EntrySignal {
  const { side, confidence, stopPct, contributions } = fusion
  return {
    side,
    confidence,
    stopLossPct: stopPct,
    ...(hasRoomForTargets(side, 100, stopPct) && { targets: STANDARD_TARGETS }),
    contributions,
    reason: explainFusion(fusion),
  }
}
