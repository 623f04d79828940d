import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readFunding } from './read-funding.ts'

const FOLDER = new URL('../../../shared/data/funding/', import.meta.url)
const isThere = existsSync(FOLDER)
const HOUR_MS = 3_600_000

test.skipIf(!isThere).each([
  ['binance/BTCUSDT-funding-2023-01-01_2024-05-14', 1498],
  ['binance/ETHUSDT-funding-2023-01-01_2024-05-14', 1498],
  ['bybit/BTCUSDT-funding-20200325_20231023', 3922],
  ['bybit/BTCUSDT-funding-2023-12-18_2026-02-08', 2349],
  ['okx/BTCUSDT-funding-2025-10-13_2026-01-15', 284],
])(`%s has %i payments on whole hours${isThere ? '' : ' (skipped: ../shared/data is not there)'}`, (name, count) => {
  const events = readFunding(fileURLToPath(new URL(`${name}.csv.gz`, FOLDER)))
  expect(events.length).toBe(count)
  expect(events.filter(({ at }) => at % HOUR_MS !== 0)).toEqual([])
})

test('a file that is not there is named', () => {
  expect(() => readFunding('none.csv')).toThrow('cannot read none.csv: no such file or folder')
})
