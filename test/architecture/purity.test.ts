import { describe, expect, test } from 'vitest'
import { findImpurities } from './purity.ts'
import { formatFinding, parseSource } from './source-file.ts'

function impuritiesIn(text: string, path = 'src/engine/a.ts'): string[] {
  return findImpurities(parseSource(path, text)).map(({ rule }) => rule.replace(' in engine/, which is pure', ''))
}

describe('an impurity is found', () => {
  test.each([
    ['Date.now()', 'Date.now'],
    ['const now = Date.now', 'Date.now'],
    [`Date['now']()`, 'Date.now'],
    ['const { now } = Date', 'Date as a value'],
    ['new Date()', 'the time of now (Date)'],
    ['Date()', 'the time of now (Date)'],
    ['new Date(2024, 1, 1)', 'new Date with local parts'],
    ['date.getHours()', 'date.getHours'],
    ['Math.random()', 'Math.random'],
    ['const { random } = Math', 'Math as a value'],
    ['crypto.randomUUID()', 'crypto'],
    ['setTimeout(f, 1)', 'setTimeout'],
    ['setInterval(f, 1)', 'setInterval'],
    ['setImmediate(f)', 'setImmediate'],
    ['queueMicrotask(f)', 'queueMicrotask'],
    ['new Promise(f)', 'Promise'],
    ['let later: Promise<number>', 'Promise'],
    ['async () => 1', 'async'],
    ['await f()', 'await'],
    ['for await (const x of xs) f(x)', 'await'],
    [`import('zod')`, 'import()'],
    ['process.env.HOME', 'process'],
    ['globalThis.process', 'globalThis'],
    ['const { env } = process', 'process'],
    ['const settings = { process }', 'process'],
    ['import.meta.dirname', 'import.meta'],
    ['console.log(1)', 'console'],
    ['performance.now()', 'performance'],
    ['(1).toLocaleString()', '.toLocaleString'],
    ['a.localeCompare(b)', 'a.localeCompare'],
    ['new Intl.NumberFormat()', 'Intl'],
    ['[2, 1].sort()', '.sort() without a comparator'],
    ['xs.toSorted()', '.toSorted() without a comparator'],
    [`eval('1')`, 'eval'],
    [`new Function('return 1')`, 'Function'],
    ['new WeakRef(x)', 'WeakRef'],
    ['// nothing to see here\n/* nor here */ Date.now() // dst-ok', 'Date.now'],
    [`const url = 'https://x'; Date.now()`, 'Date.now'],
  ])('%s', (text, expected) => {
    expect(impuritiesIn(text)).toEqual([expected])
  })
})

describe('what is pure is left alone', () => {
  test.each([
    ['a comment', '// await Date.now()\n/** Math.random() */'],
    ['a string', `const text = 'await Date.now()'`],
    ['a date from a number', 'new Date(at).getUTCHours(); const date: Date = x; x instanceof Date'],
    ['functions of Math', 'Math.max(1, Math.abs(x))'],
    ['a comparator', 'xs.sort((a, b) => a - b)'],
    [
      'a member of that name',
      'order.process(); const o = { console: 1, async: 2 }; o.performance; const { crypto: c } = o',
    ],
    ['a method of that name', 'class A { fetch(): number { return 1 } process = 1 }'],
    ['a declaration of that name', 'function fetch(performance: number) { return performance }\nfetch(1)'],
  ])('%s', (_name, text) => {
    expect(impuritiesIn(text)).toEqual([])
  })
})

test('the message names file, line, rule and the way out', () => {
  const [finding] = findImpurities(parseSource('src/risk/a.ts', '\nexport const at = Date.now()\n'))
  expect(finding && formatFinding(finding)).toBe(
    'src/risk/a.ts:2: Date.now in risk/, which is pure. Take the time from the event or the bar.',
  )
})

test('every pure layer is guarded, but for tests and the one file that reads the environment', () => {
  expect(impuritiesIn('process.env', 'src/config/a.ts')).toHaveLength(1)
  expect(impuritiesIn('process.env', 'src/contract/a.ts')).toHaveLength(1)
  expect(impuritiesIn('process.env', 'src/config/environment.ts')).toEqual([])
  expect(impuritiesIn('process.env', 'src/config/a.test.ts')).toEqual([])
  expect(impuritiesIn('process.env', 'src/indicators/testing/a.ts')).toEqual([])
})

test('a driver may wait and measure, but its results are reproducible', () => {
  const path = 'src/research/a.ts'
  expect(impuritiesIn('await f(performance.now())', path)).toEqual([])
  expect(impuritiesIn('Math.random() + x.toLocaleString()', path)).toEqual([
    'Math.random in research/, which is reproducible',
    'x.toLocaleString in research/, which is reproducible',
  ])
})

test('outside there are no such rules', () => {
  expect(impuritiesIn('await f(Date.now(), Math.random())', 'src/cli/a.ts')).toEqual([])
})
