import { expect, test } from 'vitest'
import { profileOf } from './symbol-profile.ts'

test('known bases start near their price, however the symbol is written', () => {
  const prices = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'ADA', 'BNB'].map((base) => profileOf(`${base}/USDT`).startPrice)
  expect(prices).toEqual([60_000, 3000, 150, 0.6, 0.15, 0.5, 600])
  for (const symbol of ['btc', 'BTCUSDT', 'BTC-USDT', 'BTC/USDT:USDT'])
    expect(profileOf(symbol)).toEqual(profileOf('BTC'))
})

test('an unknown base starts between 5 and 20, always at the same price', () => {
  const names = Array.from({ length: 50 }, (_, k) => `COIN${k}/USDT`)
  for (const name of names) {
    expect(profileOf(name).startPrice).toBeGreaterThanOrEqual(5)
    expect(profileOf(name).startPrice).toBeLessThanOrEqual(20)
    expect(profileOf(name)).toEqual(profileOf(name))
  }
  expect(new Set(names.map((name) => profileOf(name).startPrice)).size).toBeGreaterThan(45)
})
