import fc from 'fast-check'
import { expect, test } from 'vitest'
import { folderOfSymbol, symbolOfFolder } from './safe-symbol.ts'

test.each([
  ['BTC/USDT', 'BTC-USDT'],
  ['BTC/USDT:USDT', 'BTC-USDT_USDT'],
  ['1000PEPE/USDT:USDT', '1000PEPE-USDT_USDT'],
  ['BTC/USD:BTC-240628', 'BTC-USD_BTC~2D240628'],
  ['kPEPE/USDC:USDC', '~6BPEPE-USDC_USDC'],
  ['A.B_C/USDT', 'A~2EB~5FC-USDT'],
  ['币安人生/USDT', '~E5~B8~81~E5~AE~89~E4~BA~BA~E7~94~9F-USDT'],
])('%s is kept in %s', (symbol, folder) => {
  expect(folderOfSymbol(symbol)).toBe(folder)
  expect(symbolOfFolder(folder)).toBe(symbol)
})

test('every text comes back, from a name that any file system takes and that tells capitals apart', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (symbol) => {
      const folder = folderOfSymbol(symbol)
      expect(folder).toMatch(/^[A-Z0-9~_-]*$/)
      expect(symbolOfFolder(folder)).toBe(symbol)
    }),
  )
})

test.each(['btc-usdt', 'BTC/USDT', 'BTC-USDT~', 'BTC~2e', '~42TC-USDT', '~FF'])(
  '%s is no folder of a symbol',
  (folder) => {
    expect(symbolOfFolder(folder)).toBeUndefined()
  },
)
