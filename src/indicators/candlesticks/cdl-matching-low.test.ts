import { cdlMatchingLow } from './cdl-matching-low.ts'
import { testPattern } from './testing/test-pattern.ts'

// Equal is 2.
testPattern(cdlMatchingLow, {
  bars: [
    [1020, 1025, 995, 1000],
    [1015, 1020, 990, 1002],
  ],
  value: 100,
  not: {
    'it closes too high': { 1: [1015, 1020, 990, 1003] },
    'it closes too low': { 1: [1015, 1020, 990, 997] },
    'the second bar is white': { 1: [990, 1020, 985, 1001] },
    'the first bar is white': { 0: [980, 1025, 975, 1000] },
  },
})
