import type { RowGroup } from '../harness/bench-context.ts'
import { againstFloor } from './identity-and-floor.ts'

/** W2 and W4 through the whole engine. */
export const engineRows: readonly RowGroup[] = [
  {
    ids: ['w2'],
    measure: (context) =>
      againstFloor(context, {
        id: 'w2',
        name: 'w2',
        what: 'W2 (1M bars, whole engine) against the C floor',
        isRight: 'W2 in our engine gives the trades and the equity of the workload',
        goal: { kind: 'atMost', hold: 8, aim: 4 },
        floorWork: 'w2',
        rounds: 7,
        expected: ({ trades, final, sharpe }) => [
          { name: 'trades', actual: Number(trades), expected: 2891, tolerance: 0 },
          { name: 'final equity', actual: Number(final), expected: 923332.1737, tolerance: 1e-4 },
          { name: 'Sharpe', actual: Number(sharpe), expected: -7.1215, tolerance: 1e-4 },
        ],
      }),
  },
  {
    ids: ['w4'],
    measure: (context) =>
      againstFloor(context, {
        id: 'w4',
        name: 'w4',
        what: 'W4 (5 symbols × 200k bars, shared cash, 3 positions) against the C floor',
        isRight: 'W4 in our engine gives the trades and the equity of the workload',
        goal: { kind: 'atMost', hold: 5, aim: 2.5 },
        floorWork: 'w4',
        rounds: 7,
        expected: ({ trades, final }) => [
          { name: 'trades', actual: Number(trades), expected: 2040, tolerance: 0 },
          { name: 'final equity', actual: Number(final), expected: 965284.7259, tolerance: 1e-4 },
        ],
      }),
  },
]
