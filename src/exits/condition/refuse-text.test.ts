import { expect, test } from 'vitest'
import { printable, refuseText } from './refuse-text.ts'

test('the caret stands under the place', () => {
  expect(() => refuseText('close < foo', 8, 'unknown indicator "foo"', 'Write another.')).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: ['condition, column 9: unknown indicator "foo"', '  close < foo', '          ^'].join('\n'),
      cure: 'Write another.',
    }),
  )
})

test('a text of several lines is shown on one, of the same length', () => {
  expect(printable('close\r\n<\t5\u2028\u0007')).toBe('close  < 5  ')
})
