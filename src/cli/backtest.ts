import { backtest } from '../research/backtest.ts'
import { defineCommand } from './command.ts'
import { startProgress } from './progress.ts'
import { type RunFlags, runFlags } from './run-flags.ts'
import { presentRun } from './run-output.ts'
import { setUpRun } from './run-setup.ts'

/** `plimsoll backtest`: strategies over past candles. */
export const command = defineCommand({
  about: 'Runs strategies over past candles and reports what they would have done.',
  examples: [
    'backtest -s momentum --data-file BTCUSDT-5m.csv.gz',
    'backtest -s momentum --param fast=10 -i 1h --data-file BTCUSDT-5m.csv.gz --timerange 20230101-20230601 --report reports/btc',
    'backtest -s breakout,mean-reversion --data-file BTCUSDT-1h.csv,ETHUSDT-1h.csv --capital 5000 --json',
  ],
  flags: runFlags,
  run,
})

async function run(flags: RunFlags): Promise<void> {
  const startedAt = performance.now()
  const options = await setUpRun(flags)
  const loadedAt = performance.now()
  const total = Math.max(...options.markets.map(({ bars }) => bars.length))
  const progress = await startProgress(total, 'bars')
  const result = backtest(options, (done) => progress.update(done))
  progress.stop()
  const seconds = { load: (loadedAt - startedAt) / 1000, run: (performance.now() - loadedAt) / 1000 }
  await presentRun(result, flags, { seconds })
}
