import { integer, number } from '../../core/params.ts'
import { defineStrategy } from '../strategy.ts'

/** The other baseline: enters by chance. A strategy that does not beat it has found nothing. */
export const random = defineStrategy({
  name: 'random',
  about: 'Baseline: enters long or short by a seeded coin about once in `every` bars, with a stop and a target.',
  timeframe: '5m',
  baseline: true,
  params: {
    every: integer(100, { min: 1, max: 100_000 }),
    stopPct: number(2, { min: 0.1, max: 50 }),
    targetPct: number(2, { min: 0.1, max: 100 }),
  },
  build({ params, random: draw }) {
    const levels = {
      stopLossPct: params.stopPct,
      takeProfitPct: params.targetPct,
      confidence: 0.5,
      reason: 'the coin said so',
    }
    const long = { side: 'long', ...levels } as const
    const short = { side: 'short', ...levels } as const
    return () => {
      const chance = draw() * params.every
      if (chance >= 1) return undefined
      return chance < 0.5 ? long : short
    }
  },
})
