import type { CommandGroup } from './command.ts'

/** `plimsoll data`: candles as files and in the lake. */
export const command: CommandGroup = {
  about: 'Keeps candles in the lake; verifies, describes, resamples and makes candle files.',
  examples: [
    'data import BTCUSDT-5m.csv.gz --exchange binance --market spot --provenance real',
    'data list',
    'data verify BTCUSDT-5m.csv.gz',
    'data info data/*.csv.gz',
    'data resample BTCUSDT-5m.csv.gz --to 1h --out BTCUSDT-1h.csv.gz',
    'data synth --symbols BTC/USDT,ETH/USDT --from 2024-01-01 --to 2024-03-01 --timeframe 5m --seed 7 --out market',
  ],
  commands: [
    {
      name: 'download',
      summary: 'download past candles of an exchange into the lake, from where the last download ended',
      load: () => import('./data/download.ts'),
    },
    {
      name: 'import',
      summary: 'put candle files into the lake; what is there already is not doubled',
      load: () => import('./data/import.ts'),
    },
    {
      name: 'list',
      summary: 'list the candles of the lake: span, gaps, size, provenance, age',
      load: () => import('./data/list.ts'),
    },
    {
      name: 'export',
      summary: 'write candles of the lake as CSV, JSON or Parquet',
      load: () => import('./data/export.ts'),
    },
    {
      name: 'repair',
      summary: 'put broken files of the lake aside and say what to fetch again',
      load: () => import('./data/repair.ts'),
    },
    {
      name: 'verify',
      summary: 'check every file of the lake, or count the defects of one candle file; changes nothing',
      load: () => import('./data/verify.ts'),
    },
    {
      name: 'info',
      summary: 'list candle files with their timeframe, span and prices',
      load: () => import('./data/info.ts'),
    },
    {
      name: 'resample',
      summary: 'make the candles of a larger timeframe, as exchanges do',
      load: () => import('./data/resample.ts'),
    },
    {
      name: 'synth',
      summary: 'make candles and funding of a synthetic market; the same seed gives the same market',
      load: () => import('./data/synth.ts'),
    },
  ],
}
