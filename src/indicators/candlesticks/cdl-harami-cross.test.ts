import { cdlHaramiCross } from './cdl-harami-cross.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlHaramiCross, {
  bars: [
    [1000, 1030, 990, 1021],
    [1008, 1020, 1000, 1012],
  ],
  value: -100,
  mirrored: 100,
  not: {
    'the first body is not long': { 0: [1000, 1030, 990, 1020] },
    'the second bar is no doji': { 1: [1008, 1020, 1000, 1013] },
    'the second body reaches above the first': { 1: [1018, 1025, 1010, 1022] },
    'the second body reaches below the first': { 1: [999, 1010, 990, 1003] },
  },
})
