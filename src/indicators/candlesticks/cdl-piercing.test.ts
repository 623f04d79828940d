import { cdlPiercing } from './cdl-piercing.ts'
import { testPattern } from './testing/test-pattern.ts'

// The middle of the first body is 1020.5.
testPattern(cdlPiercing, {
  bars: [
    [1041, 1045, 997, 1000],
    [996, 1025, 990, 1021],
  ],
  value: 100,
  not: {
    'the first body is not long': { 0: [1020, 1024, 997, 1000], 1: [990, 1015, 985, 1019] },
    'the second body is not long': { 0: [1021, 1025, 997, 1000], 1: [991, 1015, 985, 1011] },
    'it opens at the low of the first': { 1: [997, 1025, 990, 1021] },
    'it closes below the middle of the first body': { 1: [996, 1025, 990, 1020] },
    'it closes at the open of the first': { 1: [996, 1045, 990, 1041] },
  },
})
