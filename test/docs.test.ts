import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { declarations } from '../docs/make-strategies.ts'
import { strategies } from '../src/strategies/catalogue.ts'

const page = readFileSync(new URL('../docs/strategies.md', import.meta.url), 'utf8')

test('docs/strategies.md tells what the strategies declare (npm run docs makes it anew)', () => {
  expect(page.endsWith(declarations())).toBe(true)
})

test('every strategy trades on each of at least three files, and not at every bar', () => {
  const rows = page.split('\n').filter((line) => /^\| .*csv/.test(line))
  const files = new Set(rows.map((row) => row.split(' | ')[0]))
  expect(files.size).toBeGreaterThanOrEqual(3)
  for (const { name, indicators = {} } of strategies) {
    const own = rows.filter((row) => row.includes(` | ${name} | `)).map((row) => row.split(' | ')[3])
    expect(own, name).toHaveLength(files.size)
    // There is no file with an order book of the span of the candles.
    const needsBook = 'bookImbalance' in indicators
    for (const cell of own) {
      if (needsBook) expect(cell, name).toBe('needs the order book')
      else expect(Number(cell), name).toBeGreaterThan(name === 'buy-and-hold' ? 0 : 9)
    }
  }
})
