import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Timeline } from '../../src/market/timeline.ts'
import { funnelStages } from '../../src/research/metrics/funnel-stages.ts'
import type { Breaker } from '../../src/risk/breakers.ts'
import { minHold } from '../../src/risk/rules/min-hold.ts'
import { SimulatedRun } from '../../src/simulation/simulated-run.ts'
import { optionsOf, randomRuns } from './random-run.ts'

const BREAKERS: readonly Breaker[] = [
  { name: 'daily_loss', since: 'day', limitPct: 2, state: 'close_only', release: 'next_day' },
  { name: 'drawdown', since: 'peak', limitPct: 6, state: 'halted_flat', release: 'on_recovery', releasePct: 5 },
  { name: 'drawdown_halt', since: 'peak', limitPct: 12, state: 'halted', release: 'manual' },
]

test('at every moment of any run each signal is an order, one refusal, or on its way', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(randomRuns, (random) => {
      const options = optionsOf({ ...random, bars: Math.min(random.bars, 600) })
      const run = new SimulatedRun({ ...options, rules: [...options.rules, minHold(1_200_000)], breakers: BREAKERS })
      const timeline = new Timeline(options.markets.map(({ bars }) => bars))
      const expectAccounted = (when: string) => {
        const counts = run.recorder.funnel.counts(['one', 'two'], run.engine.underWay)
        expect(funnelStages(counts).missing, when).toBe(0)
        for (const { stage } of counts.refusals) seen.add(stage)
        if (counts.waiting > 0) seen.add('waiting')
        if (counts.onTheWay > 0) seen.add('on the way')
      }
      while (timeline.next()) {
        run.step(timeline)
        expectAccounted(`at ${timeline.closesAt}`)
      }
      run.finish()
      expectAccounted('at the end')
    }),
    // Always the same runs, so that what they see does not depend on luck.
    { numRuns: 60, seed: 4 },
  )
  const expected = ['allowed', 'filled', 'graded', 'left', 'on the way', 'placed', 'sized', 'waiting']
  expect([...seen]).toEqual(expect.arrayContaining(expected))
})
