import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeJson, escapeText } from './escape-text.ts'

test.each([
  ['a\nb', 'a\\nb'],
  ['a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['\u0000\u007f\u0085\u009b', '\\u0000\\u007f\\u0085\\u009b'],
  ['line\u2028separator\u2029', 'line\\u2028separator\\u2029'],
  ['abc\u202egpj.exe', 'abc\\u202egpj.exe'],
  ['\u200b\u2066\ufeff', '\\u200b\\u2066\\ufeff'],
  ['half \ud83d pair', 'half \\ud83d pair'],
  ['half \ude00 pair', 'half \\ude00 pair'],
  ['grüße 买入 😀 "quoted" C:\\bot', 'grüße 买入 😀 "quoted" C:\\bot'],
])('%j is written as %j', (text, escaped) => {
  expect(escapeText(text)).toBe(escaped)
})

test('no text at all ends its line or reaches the terminal as a control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(escapeText(text)).toMatch(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u)
    }),
  )
})

test('JSON stays on one line, and reads back to what it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const json = escapeJson(JSON.stringify(value))
      expect(json).toMatch(/^[^\p{Cc}\u2028\u2029\u202a-\u202e]*$/u)
      expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(value))
    }),
  )
})
