import { WINDOW_BARS } from '../trader/paper-session.ts'
import { ReplaySource } from '../trader/replay-source.ts'
import { defineCommand } from './command.ts'
import { badValue, type FlagsOf, integer, on, parsed } from './flag.ts'
import { runLiveSession } from './live-session.ts'
import { runFlags } from './run-flags.ts'
import { presentRun } from './run-output.ts'
import { setUpRun } from './run-setup.ts'

/** The speed at which a session is played. */
export function speedFlag(initial: number) {
  return parsed('factor', '1 is real time, up to 1000; max does not wait', parseSpeed, { initial })
}

function parseSpeed(given: string, name: string): number {
  if (given === 'max') return Number.POSITIVE_INFINITY
  const speed = Number(given.replace(/^x/, ''))
  if (speed >= 1 && speed <= 1000) return speed
  throw badValue(name, given, 'Use a number from 1 to 1000, or max.')
}

const flags = {
  ...runFlags,
  speed: speedFlag(1),
  windowBars: integer('count', 'bars of each market that stay in memory', [2048, 1e8], { initial: WINDOW_BARS }),
  closeOnExit: on('close every position when the session is stopped'),
}

/** `plimsoll paper`: the engine of the backtest, fed from a queue of bars as they close. */
export const command = defineCommand({
  about: 'Runs strategies on a paper account, from a candle file that is replayed as if it happened now.',
  examples: [
    'paper -s momentum --data-file BTCUSDT-5m.csv.gz --speed 300',
    'paper -s momentum --data-file BTCUSDT-5m.csv.gz --speed max --json',
  ],
  flags,
  run,
})

async function run(given: FlagsOf<typeof flags>): Promise<void> {
  const startedAt = performance.now()
  const options = await setUpRun(given)
  const loadedAt = performance.now()
  const bars = options.markets.map((market) => market.bars)
  const isFast = given.speed === Number.POSITIVE_INFINITY
  const { result, end } = await runLiveSession({
    run: options,
    source: new ReplaySource(bars, given.speed, () => performance.now()),
    title: `paper, ${given.strategy?.join(', ')} on ${options.markets.length} markets, x${given.speed}`,
    view: given.json || isFast ? 'silent' : process.stdout.isTTY ? 'screen' : 'lines',
    closesPositions: given.closeOnExit,
    windowBars: given.windowBars,
  })
  const seconds = { load: (loadedAt - startedAt) / 1000, run: (performance.now() - loadedAt) / 1000 }
  await presentRun(result, given, { end, seconds })
}
