import { expect, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import { Bars } from '../market/bars.ts'
import { ColumnMemory } from '../market/column-memory.ts'
import { RunPast } from './run-past.ts'

const HOUR = 3_600_000
const empty = (symbol: string) => ({
  instrument: createInstrument({ symbol, tickSize: 0.01, lotSize: 0.001 }),
  bars: new Bars('1h'),
})

test('times and buy and hold are noted although bars go in between, one market begins late and one misses a bar', () => {
  const markets = [empty('A/USDT'), empty('B/USDT')]
  const [a, b] = markets.map(({ bars }) => bars) as [Bars, Bars]
  const past = new RunPast(markets, 1000, new ColumnMemory(), 0)
  const add = (bars: Bars, hour: number, open: number, close: number) => bars.append(hour * HOUR, open, 99, 1, close, 1)
  for (const [hour, open, close] of [
    [0, 10, 11],
    [1, 11, 12],
    [2, 12, 20],
  ] as const)
    add(a, hour, open, close)
  past.note(3)
  a.forget(2)
  past.forget([2, 0])
  add(b, 3, 50, 100)
  add(a, 4, 20, 10)
  add(b, 4, 100, 25)
  past.note(5)
  expect([...past.times].map((at) => at / HOUR)).toEqual([1, 2, 3, 4, 5])
  // 500 buy 50 of A at 10 and later 10 of B at 50; before that B is cash.
  expect([...past.held]).toEqual([550 + 500, 600 + 500, 1000 + 500, 1000 + 1000, 500 + 250])
})
