import { cdlThreeInside } from './cdl-three-inside.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlThreeInside, {
  bars: [
    [1021, 1030, 990, 1000],
    [1005, 1025, 995, 1015],
    [1012, 1025, 1010, 1022],
  ],
  value: 100,
  mirrored: -100,
  not: {
    'the first body is not long': { 0: [1020, 1030, 990, 1000] },
    'the second body is long': { 0: [1060, 1065, 990, 1000], 1: [1010, 1040, 1005, 1035], 2: [1040, 1065, 1035, 1061] },
    'an end of the second body is equal': { 1: [1005, 1025, 995, 1021] },
    'the third bar closes at the open of the first': { 2: [1012, 1025, 1010, 1021] },
    'the third bar has the colour of the first': { 2: [1030, 1035, 1020, 1022] },
  },
})
