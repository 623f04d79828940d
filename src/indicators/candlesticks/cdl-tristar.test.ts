import { cdlTristar } from './cdl-tristar.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlTristar, {
  bars: [
    [1000, 1020, 980, 1000],
    [1010, 1030, 990, 1012],
    [1008, 1030, 990, 1011],
  ],
  value: -100,
  mirrored: 100,
  not: {
    'the first bar is no doji': { 0: [1000, 1020, 980, 1005] },
    'the second bar is no doji': { 1: [1010, 1030, 990, 1015] },
    'the third bar is no doji': { 2: [1006, 1030, 990, 1011] },
    'the second body touches the first': { 1: [1000, 1030, 990, 1002], 2: [1000, 1030, 990, 1001] },
    'the third body ends where the second does': { 2: [1009, 1030, 990, 1012] },
  },
})
