import { expect, test } from 'vitest'
import type { Stage } from '../../core/stage.ts'
import type { FunnelCounts } from '../../engine/funnel.ts'
import { funnelStages } from './funnel-stages.ts'

const refused = (stage: Stage, count: number, rule = 'some_rule') => ({
  stage,
  rule,
  symbol: 'BTC/USDT',
  strategy: 'momentum',
  count,
  firstAt: 1,
  lastAt: 2,
  lastReason: 'so it is',
})
const COUNTS: FunnelCounts = {
  entrySignals: 100,
  exitSignals: 7,
  placed: 30,
  filled: 25,
  filledLate: 1,
  waiting: 2,
  onTheWay: 1,
  refusals: [
    refused('allowed', 40),
    refused('allowed', 10, 'another_rule'),
    refused('graded', 8),
    refused('sized', 6),
    refused('filled', 5),
    refused('placed', 4),
    refused('left', 3),
    refused('order', 2),
  ],
}

test('every stage has what came before less what was refused', () => {
  const { stages, missing } = funnelStages(COUNTS)
  expect(stages.map(({ stage, count, refused }) => `${stage} ${count} ${refused}`)).toEqual([
    'signals 100 0',
    'graded 92 8',
    'allowed 42 50',
    'sized 36 6',
    'placed 30 4',
    'filled 25 5',
  ])
  expect(missing).toBe(0)
})

test.each([{ placed: 31 }, { filled: 24 }, { waiting: 1 }, { onTheWay: 0 }, { filledLate: 0 }, { entrySignals: 101 }])(
  'a count that does not fit is missing: %o',
  (change) => {
    expect(funnelStages({ ...COUNTS, ...change }).missing).toBeGreaterThan(0)
  },
)
