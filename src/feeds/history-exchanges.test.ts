import { describe, expect, test } from 'vitest'
import { HISTORY_EXCHANGES, HISTORY_QUIRKS } from './history-exchanges.ts'

/** Answers with two candles, in the shapes of recorded ones. */
const ANSWERS = {
  binance: {
    spot: [
      [1586987400000, '6733.55'],
      [1586987700000, '6726.62'],
    ],
    swap: [
      [1602669900000, '50.49'],
      [1602670200000, '50.34'],
    ],
  },
  bybit: {
    spot: {
      retCode: 0,
      result: {
        list: [
          ['1670608800000', '17071'],
          ['1670605200000', '17071.5'],
        ],
      },
    },
    swap: {
      retCode: 0,
      result: {
        list: [
          ['1670608800000', '17071'],
          ['1670605200000', '17071.5'],
        ],
      },
    },
  },
  okx: {
    spot: {
      code: '0',
      data: [
        ['1597026383085', '3.721'],
        ['1597026383000', '3.731'],
      ],
    },
    swap: {
      code: '0',
      data: [
        ['1597026383085', '3.721'],
        ['1597026383000', '3.731'],
      ],
    },
  },
  mexc: {
    spot: [
      [1640804880000, '47482.36'],
      [1640804940000, '47482.36'],
    ],
    swap: { success: true, data: { time: [1609740600, 1609740660], open: [33016.5, 33017] } },
  },
  coinbase: {
    spot: {
      candles: [
        { start: '1639508050', low: '140.21' },
        { start: '1639508350', low: '140.21' },
      ],
    },
    swap: undefined,
  },
} as const

const NO_CANDLES = [
  undefined,
  null,
  '',
  {},
  { code: -1121, msg: 'Invalid symbol.' },
  { retCode: 10006, retMsg: 'Too many visits', result: {} },
  { code: '50011', msg: 'Too Many Requests', data: [{}] },
  { error: 'NOT_FOUND' },
  [{ msg: 'no' }],
  [['soon', '1']],
  [[null, '1']],
]

for (const exchange of HISTORY_EXCHANGES) {
  for (const market of ['spot', 'swap'] as const) {
    const quirks = HISTORY_QUIRKS[exchange][market]
    if (quirks === undefined) continue
    describe(`${exchange} ${market}`, () => {
      test('an answer with candles is known', () => {
        expect(quirks.openTimes.parse(ANSWERS[exchange][market])).toHaveLength(2)
      })

      test('an answer of another kind is not taken for no candles', () => {
        for (const answer of NO_CANDLES)
          expect(quirks.openTimes.safeParse(answer).success, JSON.stringify(answer)).toBe(false)
      })
    })
  }
}

test('no candles in the right shape are no candles', () => {
  expect(HISTORY_QUIRKS.binance.spot?.openTimes.parse([])).toEqual([])
  expect(HISTORY_QUIRKS.bybit.swap?.openTimes.parse({ result: { list: [] } })).toEqual([])
})
