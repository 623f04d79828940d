import type { EngineObserver } from '../engine/ports.ts'
import type { RunResult } from '../research/run-result.ts'
import type { RunOptions } from '../simulation/simulated-run.ts'
import type { CandleSource } from '../trader/candle-source.ts'
import { PaperSession, type SessionEnd } from '../trader/paper-session.ts'
import { printNote } from './output.ts'
import { type Happening, SessionMonitor, type SessionNames } from './screen/session-monitor.ts'
import { type ScreenAct, SessionScreen } from './screen/session-screen.ts'

export interface LiveSessionOptions {
  readonly run: RunOptions
  readonly source: CandleSource
  readonly title: string
  /** `screen` fills the terminal, `lines` prints what happens to stderr, `silent` prints nothing. */
  readonly view: 'screen' | 'lines' | 'silent'
  /** Close every position when the session is stopped. */
  readonly closesPositions: boolean
  /** Is waited for after each batch of bars. */
  readonly settle?: (() => Promise<void>) | undefined
  /** Makes the session, where it is not simply the run; `observer` is to be told what happens. */
  readonly open?: ((observer: EngineObserver | undefined) => PaperSession) | undefined
}

/** Who acts by pressing a key, for the record. */
const WHO = 'at the keyboard'

/** Runs a paper session to its end: the end of the data, SIGINT, SIGTERM, or a key on the screen. */
export async function runLiveSession(options: LiveSessionOptions): Promise<{ result: RunResult; end: SessionEnd }> {
  const monitor = new SessionMonitor(namesOf(options.run), options.view === 'lines' ? printHappening : undefined)
  const observer: EngineObserver | undefined = options.view === 'silent' ? undefined : monitor
  const { run } = options
  const plain = () => new PaperSession(observer === undefined ? run : { ...run, observer })
  const session = options.open?.(observer) ?? plain()
  let closes = options.closesPositions
  const screen = options.view === 'screen' ? new SessionScreen(options, session, monitor, act) : undefined
  function act(act: ScreenAct): void {
    if (act === 'pause') session.act({ command: 'halt', by: WHO, reason: 'no new positions', state: 'close_only' })
    else if (act === 'stop') session.act({ command: 'halt', by: WHO, reason: 'emergency stop', state: 'halted_flat' })
    else if (act === 'resume') session.act({ command: 'resume', by: WHO, reason: 'goes on' })
    else {
      closes ||= act === 'close'
      session.stop()
    }
  }
  const release = stopOnSignals(() => session.stop())
  try {
    screen?.open()
    const end = await session.trade(options.source, async () => {
      screen?.refresh()
      await options.settle?.()
    })
    return { result: session.finish(end, closes || end === 'end_of_data'), end }
  } finally {
    screen?.close()
    release()
  }
}

/** The first SIGINT or SIGTERM ends the session in order; a second one ends the process. */
function stopOnSignals(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const onSignal = (): void => {
    printNote('stopping: the session ends after the bars that are there')
    release()
    stop()
  }
  const release = (): void => {
    for (const signal of signals) process.off(signal, onSignal)
  }
  for (const signal of signals) process.on(signal, onSignal)
  return release
}

function namesOf({ markets, strategies }: RunOptions): SessionNames {
  const symbols = markets.map(({ instrument }) => instrument.symbol)
  const slots = symbols.flatMap((symbol) => strategies.map(({ definition }) => ({ symbol, strategy: definition.name })))
  return { symbols, slots }
}

function printHappening({ at, kind, symbol, text }: Happening): void {
  printNote(`${new Date(at).toISOString().slice(0, 19)}Z ${kind.padEnd(7)} ${symbol} ${text}`)
}
