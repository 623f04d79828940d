import type { RunOptions } from '../../simulation/simulated-run.ts'
import type { PaperSession } from '../../trader/paper-session.ts'
import { renderScreen, type ScreenPosition, type ScreenState } from './render-screen.ts'
import type { SessionMonitor } from './session-monitor.ts'
import { Terminal } from './terminal.ts'

/** Shortest time between two pictures. */
const FRAME_MS = 100

/** What a person can do by pressing a key. */
export type ScreenAct = 'quit' | 'close' | 'pause' | 'stop' | 'resume'

const ACTS: Readonly<Record<string, ScreenAct>> = { q: 'quit', c: 'close', p: 'pause', x: 'stop', r: 'resume' }

/** The live picture of a paper session on a terminal. */
export class SessionScreen {
  readonly #title: string
  readonly #run: RunOptions
  readonly #session: PaperSession
  readonly #monitor: SessionMonitor
  readonly #terminal: Terminal
  #drawnAt = Number.NEGATIVE_INFINITY

  constructor(
    { title, run }: { readonly title: string; readonly run: RunOptions },
    session: PaperSession,
    monitor: SessionMonitor,
    onKey: (act: ScreenAct) => void,
  ) {
    this.#title = title
    this.#run = run
    this.#session = session
    this.#monitor = monitor
    this.#terminal = new Terminal((key) => {
      const act = ACTS[key]
      if (act === undefined) return
      onKey(act)
      this.#redraw()
    })
  }

  open(): void {
    this.#terminal.enter()
    process.stdout.on('resize', this.#redraw)
    this.#redraw()
  }

  close(): void {
    process.stdout.off('resize', this.#redraw)
    this.#terminal.leave()
  }

  /** Draws the session as it is now, unless it was drawn a moment ago. */
  refresh(): void {
    const now = performance.now()
    if (now - this.#drawnAt < FRAME_MS) return
    this.#drawnAt = now
    this.#redraw()
  }

  readonly #redraw = (): void => {
    this.#terminal.draw(renderScreen(this.#state(), this.#terminal.width, this.#terminal.height))
  }

  #state(): ScreenState {
    const { engine, recorder, isTold } = this.#session.run
    return {
      title: this.#title,
      quote: this.#run.markets[0]?.instrument.quote ?? '',
      at: this.#session.closesAt,
      capital: this.#run.capital,
      equity: engine.account.equity,
      cash: engine.account.cash,
      curve: recorder.equity.values.subarray(0, recorder.length),
      positions: this.#positions(),
      trades: recorder.trades,
      signals: this.#monitor.signals,
      orders: this.#monitor.orders,
      refusals: recorder.refusals,
      account: engine.past,
      isTold,
      hint: 'q quit   c close all and quit   p no new positions   x stop: close all   r resume',
    }
  }

  #positions(): ScreenPosition[] {
    const { account, marks } = this.#session.run.engine
    return account.open.map((position) => {
      const price = marks[position.market] as number
      return {
        symbol: this.#run.markets[position.market]?.instrument.symbol ?? '?',
        strategy: this.#run.strategies[position.plan.strategy]?.definition.name ?? '?',
        side: position.side,
        quantity: position.quantity,
        entryPrice: position.entryPrice,
        price,
        stopPrice: position.stopPrice,
        targetPrice: position.targetPrice,
        pnl: position.unrealised(price) - position.fees + position.funding,
      }
    })
  }
}
