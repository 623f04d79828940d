const ESCAPE = String.fromCharCode(27)
const ENTER = `${ESCAPE}[?1049h${ESCAPE}[?25l`
const LEAVE = `${ESCAPE}[?25h${ESCAPE}[?1049l`

/** The whole terminal as a canvas. `leave` gives it back as it was; it is safe to call twice. */
export class Terminal {
  readonly #onKey: (key: string) => void
  #isOpen = false

  /** @param onKey is told of every key that is pressed; Ctrl-C comes as the signal that it is */
  constructor(onKey: (key: string) => void) {
    this.#onKey = onKey
  }

  get width(): number {
    return process.stdout.columns ?? 100
  }

  get height(): number {
    return process.stdout.rows ?? 30
  }

  enter(): void {
    this.#isOpen = true
    process.stdout.write(ENTER)
    process.on('exit', this.leave)
    if (!process.stdin.isTTY) return
    process.stdin.setRawMode(true)
    process.stdin.on('data', this.#read)
    process.stdin.resume()
  }

  draw(lines: readonly string[]): void {
    const body = lines.map((line) => `${line}${ESCAPE}[K`).join('\r\n')
    process.stdout.write(`${ESCAPE}[H${body}${ESCAPE}[J`)
  }

  readonly leave = (): void => {
    if (!this.#isOpen) return
    this.#isOpen = false
    process.stdout.write(LEAVE)
    process.off('exit', this.leave)
    if (!process.stdin.isTTY) return
    process.stdin.off('data', this.#read)
    process.stdin.setRawMode(false)
    process.stdin.pause()
  }

  readonly #read = (data: Buffer): void => {
    const key = data.toString()
    // In raw mode the terminal does not turn Ctrl-C into a signal.
    if (key === '\u0003') process.kill(process.pid, 'SIGINT')
    else this.#onKey(key)
  }
}
