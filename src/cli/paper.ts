import { PlimsollError } from '../core/errors.ts'
import { symbolsTitle } from '../research/report/run-title.ts'
import type { SimulatedMarket } from '../simulation/market-simulator.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import { PaperSession, WINDOW_BARS } from '../trader/paper-session.ts'
import { ReplaySource } from '../trader/replay-source.ts'
import { booksFlags } from './books-flags.ts'
import { defineCommand } from './command.ts'
import { badValue, type FlagsOf, integer, on, parsed, text } from './flag.ts'
import type { KeptSession } from './kept-session.ts'
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

/** What decides how a session goes, and is kept with it. */
export const sessionFlags = {
  ...runFlags,
  windowBars: integer('count', 'bars of each market that stay in memory', [2048, 1e8], { initial: WINDOW_BARS }),
}

const flags = {
  ...sessionFlags,
  speed: speedFlag(1),
  session: text('name', 'name of the session in the journal; without it one from the time'),
  resume: text(
    'name',
    'go on with a session that was cut short, from the bar after its last; --data-file says where its candles are now',
  ),
  noJournal: on('keep no journal: the session can neither be replayed nor go on after a crash'),
  ...booksFlags,
  closeOnExit: on('close every position when the session is stopped'),
}

/** `plimsoll paper`: the engine of the backtest, fed from a queue of bars as they close. */
export const command = defineCommand({
  about: 'Runs strategies on a paper account, from a candle file that is replayed as if it happened now.',
  examples: [
    'paper -s momentum --data-file BTCUSDT-5m.csv.gz --speed 300',
    'paper -s momentum --data-file BTCUSDT-5m.csv.gz --speed max --json',
    'paper --resume paper-20261121-194512-1a2b',
  ],
  flags,
  run,
})

type PaperFlags = FlagsOf<typeof flags> & { readonly userdir: string }

function titleOf({ strategies, markets }: RunOptions, speed: number): string {
  const names = strategies.map(({ definition }) => definition.name).join(', ')
  return `paper, ${names} on ${symbolsTitle(markets.map(({ instrument }) => instrument.symbol))}, x${speed}`
}

async function run(given: PaperFlags): Promise<void> {
  refuseContradictions(given)
  const startedAt = performance.now()
  const { options, markets, kept } = await (given.resume === undefined ? begin(given) : goOn(given, given.resume))
  const loadedAt = performance.now()
  const isFast = given.speed === Number.POSITIVE_INFINITY
  try {
    const { result, end } = await runLiveSession({
      run: options,
      source: new ReplaySource(
        markets.map(({ bars }) => bars),
        given.speed,
        () => performance.now(),
      ),
      title: titleOf(options, given.speed),
      view: given.json || isFast ? 'silent' : process.stdout.isTTY ? 'screen' : 'lines',
      closesPositions: given.closeOnExit,
      settle: kept?.settle,
      open: kept?.open ?? ((observer) => new PaperSession({ ...options, ...(observer && { observer }) }, given)),
    })
    const seconds = { load: (loadedAt - startedAt) / 1000, run: (performance.now() - loadedAt) / 1000 }
    await kept?.settle()
    await presentRun(result, given, { end, seconds, session: kept?.id ?? null })
  } catch (error) {
    if (!(error instanceof PlimsollError)) kept?.crashed()
    throw error
  } finally {
    await kept?.close()
  }
}

interface Prepared {
  readonly options: RunOptions
  /** The bars that will come. */
  readonly markets: readonly SimulatedMarket[]
  readonly kept: KeptSession | undefined
}

async function begin(given: PaperFlags): Promise<Prepared> {
  const options = await setUpRun(given)
  if (given.noJournal) return { options, markets: options.markets, kept: undefined }
  const { keepSession } = await import('./kept-session.ts')
  return { options, markets: options.markets, kept: await keepSession(given, sessionFlags, options) }
}

/** What would be done in silence without what another flag asks for. */
function refuseContradictions({ noJournal, noDatabase, database, session }: PaperFlags): void {
  const lacking = noJournal ? '--no-journal' : noDatabase ? '--no-database' : undefined
  const asked = database !== undefined ? '--database' : noJournal && session !== undefined ? '--session' : undefined
  if (lacking === undefined || asked === undefined) return
  const why = noJournal ? 'what there is of a session goes through its journal' : 'the two contradict each other'
  throw new PlimsollError('usage', `${asked} cannot be given with ${lacking}: ${why}`, 'Leave one of them out.')
}

async function goOn(given: PaperFlags, name: string): Promise<Prepared> {
  const { resumeSession } = await import('./resumed-session.ts')
  return resumeSession(given, name, sessionFlags)
}
