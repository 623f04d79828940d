import { cdlBeltHold } from './cdl-belt-hold.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlBeltHold, {
  bars: [[1000, 1040, 997, 1021]],
  value: 100,
  mirrored: -100,
  not: {
    'the body is not long': { 0: [1000, 1040, 997, 1020] },
    'there is a shadow at the open': { 0: [1000, 1040, 996, 1021] },
  },
})
