import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseLakeKey } from '../lake-key.ts'
import { temporaryFolder } from '../testing/temporary-lake.ts'
import { LocalFiles } from './local-files.ts'

const KEY = parseLakeKey('binance/swap/BTC/USDT:USDT/1h')

test('a file is where its key says', () => {
  expect(new LocalFiles('candles').pathOf(KEY, '2024-01.parquet')).toBe(
    join('candles', 'binance', 'swap', 'BTC-USDT_USDT', '1h', '2024-01.parquet'),
  )
})

test('a file that could not be written whole leaves the old one, and nothing beside it', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'a', 'b', '2024-01.parquet')
  const files = new LocalFiles(folder)
  expect(await files.replace(path, async (target) => writeFileSync(target, 'old') ?? 7)).toBe(7)
  const half = files.replace(path, async (target) => {
    writeFileSync(target, 'ne')
    throw new Error('No space left on device')
  })
  await expect(half).rejects.toThrow(`cannot write ${path}: No space left on device`)
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['2024-01.parquet'])
})

test('only names of months are months', async () => {
  const folder = temporaryFolder()
  const files = new LocalFiles(folder)
  expect(await files.months(KEY)).toEqual([])
  mkdirSync(files.pathOf(KEY), { recursive: true })
  for (const name of [
    '2024-02.parquet',
    '2024-01.parquet',
    '2024-01.parquet.broken-1',
    '2024-13.parquet',
    'x.parquet',
  ]) {
    writeFileSync(files.pathOf(KEY, name), '')
  }
  expect(await files.months(KEY)).toEqual(['2024-01', '2024-02'])
})

test('what broke twice is set aside twice', () => {
  const folder = temporaryFolder()
  const path = join(folder, '2024-01.parquet')
  for (const count of [1, 2]) {
    writeFileSync(path, `${count}`)
    expect(new LocalFiles(folder).setAside(path)).toBe(`${path}.broken-${count}`)
  }
  expect(readFileSync(`${path}.broken-1`, 'utf8')).toBe('1')
})
