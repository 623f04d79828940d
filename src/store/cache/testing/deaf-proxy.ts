import { connect, createServer, type Server, type Socket } from 'node:net'

/** Passes connections on to a port of this machine until it is told to swallow, on those that there are, whatever comes. */
export class DeafProxy {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(server: Server, port: number) {
    this.#server = server
    server.on('connection', (near) => {
      const far = connect(port, '127.0.0.1')
      for (const socket of [near, far]) {
        this.#sockets.add(socket)
        socket.on('error', () => undefined)
      }
      near.pipe(far)
      far.pipe(near)
    })
  }

  static async start(port: number): Promise<DeafProxy> {
    const proxy = new DeafProxy(createServer(), port)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    const address = this.#server.address()
    return `redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  deafen(): void {
    for (const socket of this.#sockets) socket.unpipe().resume()
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }
}
