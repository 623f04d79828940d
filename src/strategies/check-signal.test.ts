import { expect, test } from 'vitest'
import { checkSignal } from './check-signal.ts'

const speaker = { strategyName: 'mine', bar: { time: 0 } }
const long = { side: 'long', confidence: 0.5, stopLossPct: 1, reason: 'x' }
const check = (signal: unknown) => () => checkSignal(speaker, signal)

test('up to three targets whose shares sum to at most 1 are fine', () => {
  expect(
    check({
      ...long,
      targets: [
        { r: 1, share: 0.5 },
        { pct: 4, share: 0.3 },
        { price: 120, share: 0.2 },
      ],
    }),
  ).not.toThrow()
})

test.each([
  ['none', [], '0 targets whose shares sum to 0'],
  ['four', new Array(4).fill({ r: 1, share: 0.25 }), '4 targets whose shares sum to 1'],
  [
    'too much',
    [
      { r: 1, share: 0.6 },
      { r: 2, share: 0.6 },
    ],
    '2 targets whose shares sum to 1.2',
  ],
  ['no level', [{ share: 0.5 }], 'the target {"share":0.5}'],
  ['two levels', [{ r: 1, pct: 2, share: 0.5 }], 'the target {"r":1,"pct":2,"share":0.5}'],
  ['a level of 0', [{ price: 0, share: 0.5 }], 'the target {"price":0,"share":0.5}'],
  ['a share of 0', [{ r: 1, share: 0 }], 'the target {"r":1,"share":0}'],
  ['NaN', [{ r: Number.NaN, share: 1 }], 'the target {"r":null,"share":1}'],
  ['no list', 5, 'the target 5'],
])('targets: %s', (_, targets, said) => {
  expect(check({ ...long, targets })).toThrow(`strategy mine returned a signal with ${said}`)
})

test.each([
  ['NaN', [{ strategy: 'a', share: Number.NaN }]],
  ['too little', [{ strategy: 'a', share: 0.5 }]],
  ['nobody', [{ share: 1 }]],
  ['no list', 'a'],
])('contributions: %s', (_, contributions) => {
  expect(check({ ...long, contributions })).toThrow('returned a signal with the contributions')
  expect(check({ ...long, contributions: [{ strategy: 'a', share: 1 }] })).not.toThrow()
})

test.each([0, -1, 1.01, Number.NaN, '1'])('a flat signal of the share %s', (share) => {
  expect(check({ side: 'flat', share, reason: 'x' })).toThrow(`returned a signal with share ${share}`)
})
