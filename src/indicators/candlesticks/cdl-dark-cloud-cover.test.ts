import { cdlDarkCloudCover } from './cdl-dark-cloud-cover.ts'
import { testPattern } from './testing/test-pattern.ts'

// The middle of the first body is 1010.5.
testPattern(cdlDarkCloudCover, {
  bars: [
    [1000, 1030, 990, 1021],
    [1031, 1035, 1005, 1010],
  ],
  value: -100,
  not: {
    'the first body is not long': { 0: [1000, 1030, 990, 1020], 1: [1031, 1035, 1005, 1009] },
    'the first bar is black': { 0: [1021, 1030, 990, 1000] },
    'it opens at the high of the first': { 1: [1030, 1035, 1005, 1010] },
    'it closes above the middle of the first body': { 1: [1031, 1035, 1005, 1011] },
    'it closes at the open of the first': { 1: [1031, 1035, 995, 1000] },
  },
})
