import { describe, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import type { Bars } from './bars.ts'
import { CandleJson } from './candle-json.ts'
import { refuseUnreadable } from './candle-source.ts'
import { checkedBars } from './check-candles.ts'

function load(text: string): Bars {
  const json = new CandleJson('btc.json', refuseUnreadable('btc.json'))
  return checkedBars(json.parse(text), json)
}

function refusal(text: string): string {
  try {
    load(text)
  } catch (error) {
    if (error instanceof PlimsollError) return error.message
    throw error
  }
  return 'taken'
}

describe('takes', () => {
  test.each([
    ['the lists of ccxt', '[[1700000100000,100,101,99,100.5,7],[1700000400000,100.5,102,100,101,0]]'],
    [
      'numbers as text',
      '[["1700000100000","100","101","99","100.50","7"],["1700000400","100.5","102","100","101","0"]]',
    ],
    [
      'objects with any of the names, in any order',
      '[{"c":100.5,"o":100,"h":101,"l":99,"v":7,"time":"2023-11-14T22:15:00Z"},{"time":1700000400,"o":"100.5","h":102,"l":100,"c":101,"v":0,"x":1}]',
    ],
    [
      'the lists of Binance, with more values than six',
      '[[1700000100000,"100","101","99","100.5","7",1700000399999,"1"],[1700000400000,"100.5","102","100","101","0",1,"1"]]',
    ],
  ])('%s', (_what, text) => {
    const bars = load(text)
    expect(bars.timeframe).toBe('5m')
    const rows = [0, 1].map((i) =>
      [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume].map((c) => c[i]),
    )
    expect(rows).toEqual([
      [1700000100000, 100, 101, 99, 100.5, 7],
      [1700000400000, 100.5, 102, 100, 101, 0],
    ])
  })
})

describe('refuses, naming file, row and value', () => {
  test.each([
    ['', 'btc.json is empty'],
    ['[]', 'btc.json has no candles'],
    ['{}', 'btc.json is not a list of candles'],
    ['[5]', 'btc.json row 1 is not a candle'],
    ['[[1,2,3]]', 'btc.json row 1: 3 values instead of 6'],
    ['[{"time":1,"open":1}]', 'btc.json row 1: no column for high, low, close, volume; it has "time", "open"'],
    ['[[1700000100000,1,1,1,1,1],[1700000400000,1,"x",1,1,1]]', 'btc.json row 2: high "x" is not a finite number'],
    ['[[1700000100000,1,1,1,1,1],[1700000400000,1,null,1,1,1]]', 'btc.json row 2: high "null" is not a finite number'],
    ['[[1700000100000,1,1,1,1,1],[1700000400000,1,1]]', 'btc.json row 2: low is empty'],
    ['[[1700000100000,1,1,1,1,1],7]', 'btc.json row 2: 7 is not a candle'],
    ['[[1700000100000,1,1,1,1,1],[1700000400000,1,-1,1,1,1]]', 'btc.json row 2: high -1 is not a price above 0'],
    [
      '[[1700000100000,1,1,1,1,1],[1700000100000,1,1,1,1,1]]',
      'btc.json row 2: timestamp 2023-11-14 22:15 (1700000100000) is a duplicate of the row before',
    ],
  ])('%s', (text, message) => {
    expect(refusal(text)).toBe(message)
  })

  test('text that is no JSON', () => {
    expect(refusal('timestamp,open')).toMatch(/^btc\.json is not JSON: /)
  })
})
