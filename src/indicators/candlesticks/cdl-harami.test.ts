import { cdlHarami } from './cdl-harami.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlHarami, {
  bars: [
    [1000, 1030, 990, 1021],
    [1005, 1025, 995, 1015],
  ],
  value: -100,
  mirrored: 100,
  not: {
    'the first body is not long': { 0: [1000, 1030, 990, 1020] },
    'the second body is long': { 0: [1000, 1065, 990, 1060], 1: [1010, 1040, 1005, 1035] },
    'the second body reaches above the first': { 1: [1012, 1030, 1005, 1022] },
    'the second body reaches below the first': { 1: [1009, 1025, 995, 999] },
  },
})

testPattern(cdlHarami, {
  when: 'when the upper ends are equal',
  bars: [
    [1000, 1030, 990, 1021],
    [1011, 1025, 1005, 1021],
  ],
  value: -100,
  mirrored: 100,
})
