import { describe, expect, test } from 'vitest'
import { parseFunding } from './funding.ts'

test('stamps that come some milliseconds late belong to the whole minute', () => {
  expect(parseFunding('timestamp,funding_rate\n1672531200000,0.0001\n1672560000008,6.91e-06\n', 'f.csv')).toEqual([
    { at: 1672531200000, rate: 0.0001 },
    { at: 1672560000000, rate: 0.00000691 },
  ])
})

test('takes other names, other columns, ISO times and negative rates', () => {
  const text = 'symbol;calc_time;Funding Rate\r\nBTC;2023-01-01 00:00:00;-0.0002\r\n\r\n'
  expect(parseFunding(text, 'f.csv')).toEqual([{ at: 1672531200000, rate: -0.0002 }])
})

describe('refuses', () => {
  test.each([
    ['', 'f.csv is empty'],
    ['timestamp,funding_rate\n', 'f.csv has no funding rates'],
    ['timestamp,open\n1,2\n', 'f.csv line 1: no columns timestamp and funding_rate in "timestamp,open"'],
    ['timestamp,rate\n1672531200000,high\n', 'f.csv line 2: funding_rate "high" is not a finite number'],
    ['timestamp,rate\nnoon,0.1\n', 'f.csv line 2: timestamp "noon" is not a time'],
    ['timestamp,rate\n1672531200000,\n', 'f.csv line 2: funding_rate is empty'],
    ['timestamp,rate\n1672531200000,1.5\n', 'f.csv line 2: funding_rate 1.5 is not a ratio (0.0001 = 0.01 %)'],
    [
      'timestamp,rate\n1672531200009,0\n1672531200000,0\n',
      'f.csv line 3: timestamp 1672531200000 is not after the row above',
    ],
  ])('%j', (text, message) => {
    expect(() => parseFunding(text, 'f.csv')).toThrow(message)
  })
})
