import type { Command } from 'commander'
import { newCommand } from './command.ts'
import { infoCommand } from './data/info.ts'
import { resampleCommand } from './data/resample.ts'
import { synthCommand } from './data/synth.ts'
import { verifyCommand } from './data/verify.ts'

/** `plimsoll data`: candles as files. */
export function createCommand(): Command {
  const command = newCommand('data', 'Verifies, describes, resamples and makes candle files.', [
    'data verify BTCUSDT-5m.csv.gz',
    'data info data/*.csv.gz',
    'data resample BTCUSDT-5m.csv.gz --to 1h --out BTCUSDT-1h.csv.gz',
    'data synth --symbols BTC/USDT,ETH/USDT --from 2024-01-01 --to 2024-03-01 --timeframe 5m --seed 7 --out market',
  ])
  for (const create of [verifyCommand, infoCommand, resampleCommand, synthCommand]) command.addCommand(create())
  return command
}
