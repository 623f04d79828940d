import { connect, createServer, type Server, type Socket } from 'node:net'

/** Passes a connection on to a port of this machine. While it holds, answers wait until they are let go, as many at once as is said. */
export class HoldingProxy {
  readonly #server: Server
  readonly #sockets: Socket[] = []
  #isHolding = false
  #held = ''

  private constructor(server: Server, port: number) {
    this.#server = server
    server.on('connection', (near) => {
      const far = connect(port, '127.0.0.1')
      this.#sockets.push(near, far)
      for (const socket of [near, far]) socket.on('error', () => undefined)
      near.pipe(far)
      far.on('data', (data) => {
        if (this.#isHolding) this.#held += data.toString()
        else near.write(data)
      })
    })
  }

  static async start(port: number): Promise<HoldingProxy> {
    const proxy = new HoldingProxy(createServer(), port)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    const address = this.#server.address()
    return `redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  /** The answers that wait, of one line each. */
  get held(): string[] {
    return this.#held.split('\r\n').slice(0, -1)
  }

  hold(): void {
    this.#isHolding = true
  }

  /** Lets so many answers go as one piece. */
  release(count: number): void {
    const lines = this.held
    this.#held = lines
      .slice(count)
      .map((line) => `${line}\r\n`)
      .join('')
    this.#sockets[0]?.write(
      lines
        .slice(0, count)
        .map((line) => `${line}\r\n`)
        .join(''),
    )
  }

  /** Answers pass again. */
  letGo(): void {
    this.#isHolding = false
    this.release(this.held.length)
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }
}
