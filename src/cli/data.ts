import type { CommandGroup } from './command.ts'

/** `plimsoll data`: candles as files. */
export const command: CommandGroup = {
  about: 'Verifies, describes, resamples and makes candle files.',
  examples: [
    'data verify BTCUSDT-5m.csv.gz',
    'data info data/*.csv.gz',
    'data resample BTCUSDT-5m.csv.gz --to 1h --out BTCUSDT-1h.csv.gz',
    'data synth --symbols BTC/USDT,ETH/USDT --from 2024-01-01 --to 2024-03-01 --timeframe 5m --seed 7 --out market',
  ],
  commands: [
    {
      name: 'verify',
      summary: 'count gaps and every other defect of a candle file; changes nothing',
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
