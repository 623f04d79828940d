import { cdlAbandonedBaby } from './cdl-abandoned-baby.ts'
import { testPattern } from './testing/test-pattern.ts'

// The doji is measured by 3.9, the third body by 18.4; 30 % into the first body is 1006.3.
testPattern(cdlAbandonedBaby, {
  bars: [
    [1021, 1025, 995, 1000],
    [985, 994, 976, 988],
    [996, 1016, 995, 1015],
  ],
  value: 100,
  mirrored: -100,
  not: {
    'the first body is not long': { 0: [1020, 1025, 995, 1000] },
    'there is no gap to the doji': { 1: [985, 995, 976, 988], 2: [997, 1017, 996, 1016] },
    'there is no gap from the doji': { 2: [996, 1016, 994, 1015] },
    'the second bar is no doji': { 1: [984, 994, 976, 988] },
    'the third body is not long': { 2: [997, 1016, 995, 1015] },
    'the third bar closes less than 30 % into the first body': { 1: [960, 970, 951, 963], 2: [980, 1010, 975, 1006] },
  },
})
