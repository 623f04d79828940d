import { cdlTweezers } from './cdl-tweezers.ts'
import { testPattern } from './testing/test-pattern.ts'

// Equal is 2.
testPattern(cdlTweezers, {
  bars: [
    [1000, 1030, 990, 1021],
    [1018, 1032, 995, 1005],
  ],
  value: -100,
  mirrored: 100,
  not: {
    'the second high is too high': { 1: [1018, 1033, 995, 1005] },
    'the second high is too low': { 1: [1018, 1027, 995, 1005] },
    'the first body is not long': { 0: [1000, 1030, 990, 1020] },
    'both have one colour': { 1: [1005, 1032, 995, 1018] },
  },
})
