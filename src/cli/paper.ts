import { type Command, InvalidArgumentError } from 'commander'
import { ReplaySource } from '../trader/replay-source.ts'
import { newCommand } from './command.ts'
import { runLiveSession } from './live-session.ts'
import { addRunFlags, type RunFlags } from './run-flags.ts'
import { presentRun } from './run-output.ts'
import { setUpRun } from './run-setup.ts'

interface PaperFlags extends RunFlags {
  readonly speed: number
  readonly closeOnExit?: boolean
}

/** `plimsoll paper`: the engine of the backtest, fed from a queue of bars as they close. */
export function createCommand(): Command {
  const command = newCommand(
    'paper',
    'Runs strategies on a paper account, from a candle file that is replayed as if it happened now.',
    [
      'paper -s momentum --data-file BTCUSDT-5m.csv.gz --speed 300',
      'paper -s momentum --data-file BTCUSDT-5m.csv.gz --speed max --json',
    ],
  )
  return addRunFlags(command)
    .option('--speed <factor>', '1 is real time, up to 1000; max does not wait', speedOption, 1)
    .option('--close-on-exit', 'close every position when the session is stopped')
    .action(run)
}

/** Parser of `--speed`. */
export function speedOption(text: string): number {
  if (text === 'max') return Number.POSITIVE_INFINITY
  const speed = Number(text.replace(/^x/, ''))
  if (speed >= 1 && speed <= 1000) return speed
  throw new InvalidArgumentError('Use a number from 1 to 1000, or max.')
}

async function run(flags: PaperFlags): Promise<void> {
  const startedAt = performance.now()
  const options = setUpRun(flags)
  const loadedAt = performance.now()
  const bars = options.markets.map((market) => market.bars)
  const isFast = flags.speed === Number.POSITIVE_INFINITY
  const { result, end } = await runLiveSession({
    run: options,
    source: new ReplaySource(bars, flags.speed, () => performance.now()),
    title: `paper, ${flags.strategy?.join(', ')} on ${options.markets.length} markets, x${flags.speed}`,
    view: flags.json || isFast ? 'silent' : process.stdout.isTTY ? 'screen' : 'lines',
    closesPositions: flags.closeOnExit ?? false,
  })
  const seconds = { load: (loadedAt - startedAt) / 1000, run: (performance.now() - loadedAt) / 1000 }
  await presentRun(result, flags, { end, seconds })
}
