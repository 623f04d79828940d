import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import type { Bars } from './bars.ts'
import { CandleCsv } from './candle-csv.ts'
import { CANDLE_FIELDS, type CandleRows } from './candle-rows.ts'
import { countUnreadable, refuseUnreadable } from './candle-source.ts'
import { checkedBars } from './check-candles.ts'

const HEADER = 'timestamp,open,high,low,close,volume'

function load(content: string | Uint8Array, chunkSizes: readonly number[] = []): Bars {
  const csv = new CandleCsv('btc.csv', refuseUnreadable('btc.csv'))
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  let at = 0
  for (const size of chunkSizes) {
    csv.push(bytes.slice(at, at + size))
    at += size
  }
  csv.push(bytes.slice(at))
  return checkedBars(csv.end(), csv)
}

function count(content: string): CandleRows {
  const csv = new CandleCsv('btc.csv', countUnreadable)
  csv.push(new TextEncoder().encode(content))
  return csv.end()
}

function rowsOf(bars: Bars): number[][] {
  const columns = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
  return Array.from({ length: bars.length }, (_, i) => columns.map((column) => column[i] as number))
}

/** The message of the refusal and its cure. */
function refusal(content: string | Uint8Array): string {
  try {
    load(content)
  } catch (error) {
    if (error instanceof PlimsollError) return `${error.message} | ${error.cure}`
    throw error
  }
  return 'taken'
}

const EXPECTED = [
  [1700000100000, 100, 101.5, 99.25, 100.5, 7],
  [1700000400000, 100.5, 102, 100, 101, 0.001],
]

describe('takes', () => {
  test.each([
    [
      'a header in our order',
      `${HEADER}\n1700000100000,100,101.5,99.25,100.5,7\n1700000400000,100.5,102,100,101,0.001\n`,
    ],
    ['no header', '1700000100000,100,101.5,99.25,100.5,7\n1700000400000,100.5,102,100,101,0.001'],
    [
      'columns in another order, other names and more of them',
      'Symbol,Close,V,Open Time,note,H,L,O\nBTC,100.5,7,1700000100000,"a, b",101.5,99.25,100\nBTC,101,.001,1700000400000,,102,100,100.5\n',
    ],
    [
      'the dumps of Binance: twelve columns and no header',
      '1700000100000,100,101.5,99.25,100.5,7,1700000399999,700.1,5,3,300,0\n1700000400000,100.5,102,100,101,0.001,1700000699999,0.1,1,0,0,0\n',
    ],
    ['seconds', `${HEADER}\n1700000100,100,101.5,99.25,100.5,7\n1700000400,100.5,102,100,101,0.001\n`],
    ['microseconds', `${HEADER}\n1700000100000000,100,101.5,99.25,100.5,7\n1700000400000000,100.5,102,100,101,0.001\n`],
    [
      'nanoseconds',
      `${HEADER}\n1700000100000000000,100,101.5,99.25,100.5,7\n1700000400000000000,100.5,102,100,101,0.001\n`,
    ],
    [
      'ISO times without a zone, which are UTC',
      `date,open,high,low,close,volume\n2023-11-14 22:15:00,100,101.5,99.25,100.5,7\n2023-11-14 22:20:00,100.5,102,100,101,1e-3\n`,
    ],
    [
      'ISO times with a zone',
      `date,open,high,low,close,volume\n2023-11-14T22:15:00Z,100,101.5,99.25,100.5,7\n2023-11-15T00:20:00+02:00,100.5,102,100,101,0.001\n`,
    ],
    [
      'a byte order mark, Windows line ends and blank lines',
      `\uFEFF${HEADER}\r\n1700000100000,100,101.5,99.25,100.5,7\r\n\r\n1700000400000,100.5,102,100,101,0.001\r\n\r\n`,
    ],
    [
      'a byte order mark without a header',
      '\uFEFF1700000100000,100,101.5,99.25,100.5,7\n1700000400000,100.5,102,100,101,0.001\n',
    ],
    [
      'quotes and blanks around cells',
      '"timestamp", "open", "high", "low", "close", "volume"\n"1700000100000","100", 101.5,"99.25",100.50,"7"\n1700000400000,100.5,+102,100,101,0.001\n',
    ],
    [
      'semicolons',
      `${HEADER.replaceAll(',', ';')}\n1700000100000;100;101.5;99.25;100.5;7\n1700000400000;100.5;102;100;101;0.001\n`,
    ],
    [
      'two columns of time: the surer one',
      'unix,date,open,high,low,close,volume\n5,2023-11-14 22:15:00,100,101.5,99.25,100.5,7\n6,2023-11-14 22:20:00,100.5,102,100,101,0.001\n',
    ],
  ])('%s', (_what, content) => {
    const bars = load(content)
    expect(rowsOf(bars)).toEqual(EXPECTED)
    expect(bars.timeframe).toBe('5m')
  })

  test('bars whose high or low does not enclose open and close, as they are', () => {
    expect(rowsOf(load('1700000100000,100,99,98,97,7\n1700000400000,100,101,99,100,0\n'))[0]).toEqual([
      1700000100000, 100, 99, 98, 97, 7,
    ])
  })
})

describe('refuses, naming file, line and value', () => {
  const good = '1700000100000,100,101,99,100,7'
  test.each([
    ['', 'btc.csv is empty'],
    ['\n\n', 'btc.csv is empty'],
    [`${HEADER}\n`, 'btc.csv has a header but no candles'],
    ['<!DOCTYPE html>\n<html>', 'btc.csv line 1 is not CSV: it looks like a web page'],
    ['[[1700000100000,1,1,1,1,1]]', 'btc.csv line 1 is not CSV: it looks like JSON'],
    ['PK\x03\x04\x14\0\0\n', 'btc.csv line 1 is not CSV: it holds binary data'],
    ['hello world\n', 'btc.csv line 1: no column for timestamp, open, high, low, close, volume; it has "hello world"'],
    [
      'time,open,high,low,volume\n',
      'btc.csv line 1: no column for close; it has "time", "open", "high", "low", "volume"',
    ],
    ['time,open,open,high,low,close,volume\n', 'btc.csv line 1: column "open" appears twice'],
    ['1700000100000,100,101,99,100\n', 'btc.csv line 1: 5 columns and no header'],
    [`${HEADER}\n${good}\n1700000400000,abc,1,1,1,1\n`, 'btc.csv line 3: open "abc" is not a finite number'],
    [`${HEADER}\n\n\n${good}\n\n1700000400000,abc,1,1,1,1\n`, 'btc.csv line 6: open "abc" is not a finite number'],
    [`${good}\n1700000400000,1,NaN,1,1,1\n`, 'btc.csv line 2: high "NaN" is not a finite number'],
    [`${good}\n1700000400000,1,1,Infinity,1,1\n`, 'btc.csv line 2: low "Infinity" is not a finite number'],
    [`${good}\n1700000400000,1,1,1,1e999,1\n`, 'btc.csv line 2: close "1e999" is not a finite number'],
    [`${good}\n1700000400000,1,1,1,1,\n`, 'btc.csv line 2: volume is empty'],
    [`${good}\n1700000400000,0x10,1,1,1,1\n`, 'btc.csv line 2: open "0x10" is not a finite number'],
    [`${good}\n1700000400000,1,1,-1,1,1\n`, 'btc.csv line 2: low -1 is not a price above 0'],
    [`${good}\n1700000400000,0,1,1,1,1\n`, 'btc.csv line 2: open 0 is not a price above 0'],
    [`${good}\n1700000400000,1,1,1,1,-2\n`, 'btc.csv line 2: volume -2 is not a number of 0 or more'],
    [`${good}\n1700000400000,2,1,3,2,1\n`, 'btc.csv line 2: high 1 is below low 3'],
    [`${good}\n01/03/2017,1,1,1,1,1\n`, 'btc.csv line 2: timestamp "01/03/2017" is not a time (Unix s, ms, us or ns'],
    [
      `${good}\n${good}\n`,
      'btc.csv line 2: timestamp 2023-11-14 22:15 (1700000100000) is a duplicate of the row before',
    ],
    [
      `${good}\n1699999800000,1,1,1,1,1\n`,
      'btc.csv line 2: timestamp 2023-11-14 22:10 (1699999800000) is before that of the row above, 2023-11-14 22:15',
    ],
    [`${HEADER}\n1700000100000,1,1,1\n`, 'btc.csv line 2: 4 columns instead of 6'],
    [`${HEADER}\n1700000100000,1,5,1,5,1,5,1,5\n`, 'btc.csv line 2: 9 columns instead of 6'],
    [`${good}\n`, 'btc.csv has one candle, which tells no timeframe'],
    [`${good}\n1700007300000,1,1,1,1,1\n`, 'btc.csv has a candle every 2h'],
  ])('%j', (content, message) => {
    expect(refusal(content).startsWith(message) ? message : refusal(content)).toBe(message)
  })

  test('and tells what to do', () => {
    expect(refusal(`${good}\n${good}\n`)).toContain('"plimsoll data verify btc.csv" counts every defect')
  })

  test('a line without end, before it fills the memory', () => {
    expect(refusal(new Uint8Array(200_000).fill(65))).toMatch(/^btc.csv is not CSV: a line of more than 65536 bytes/)
  })

  test('UTF-16', () => {
    expect(refusal(Uint8Array.of(0xff, 0xfe, 0x74, 0, 0x69, 0, 0x0a, 0))).toContain('it holds binary data')
  })
})

test('where defects are counted, what cannot be read is NaN and every row is there', () => {
  const rows = count(`${HEADER}\n1700000100000,abc,1,1,1,1\n1700000100000,1,2\nnoon,1,1,1,1,1\n5,-1,NaN,,1,1\n`)
  const { timestamp, open, high, low } = rows
  expect(rows.length).toBe(4)
  expect([...timestamp.values.subarray(0, 4)]).toEqual([1700000100000, 1700000100000, Number.NaN, 5000])
  expect([...open.values.subarray(0, 4)]).toEqual([Number.NaN, Number.NaN, 1, -1])
  expect([...high.values.subarray(0, 4)]).toEqual([1, Number.NaN, 1, Number.NaN])
  expect(low.values[3]).toBeNaN()
})

test('the size of the file, right or wrong, changes nothing', () => {
  for (const size of [1, 60, 100_000]) {
    const csv = new CandleCsv('btc.csv', countUnreadable, size)
    csv.push(new TextEncoder().encode(`${HEADER}\n${'1700000100000,1,2,1,2,3\n'.repeat(500)}`))
    expect(csv.end().length).toBe(500)
  }
})

test('the pieces in which the bytes come change nothing', () => {
  const decimal = fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 8 }))
  const row = fc.array(decimal, { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 2, maxLength: 30 }),
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, chunkSizes, lineEnd) => {
        const values = rows.map((cells, i) => [i * 60_000 + 1e12, ...cells.map(([n, d]) => n / 10 ** d)])
        const content = [HEADER, ...values.map((cells) => cells.join(','))].join(lineEnd)
        const csv = new CandleCsv('btc.csv', refuseUnreadable('btc.csv'))
        const bytes = new TextEncoder().encode(content)
        let at = 0
        for (const size of chunkSizes) csv.push(bytes.slice(at, (at += size)))
        csv.push(bytes.slice(at))
        const read = csv.end()
        const found = values.map((_, i) => CANDLE_FIELDS.map((field) => read[field].values[i]))
        expect(found).toEqual(values)
      },
    ),
  )
})
