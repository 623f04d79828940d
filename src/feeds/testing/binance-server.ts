import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Kline, type KlineQuestion, type KlineSource, syntheticKlines } from './synthetic-klines.ts'

/** What goes wrong with one answer. */
export type Fault =
  | {
      readonly type: 'status'
      readonly status: number
      readonly headers?: Record<string, string>
      readonly body?: string
    }
  /** 200 with another body. */
  | { readonly type: 'body'; readonly body: string; readonly contentType?: string }
  /** Half of the JSON, as if that were all. */
  | { readonly type: 'truncated' }
  /** Half of the answer, then the connection is reset. */
  | { readonly type: 'reset' }
  /** Nothing at all. */
  | { readonly type: 'hang' }
  /** A byte at a time, for ever. */
  | { readonly type: 'drip' }
  /** Other rows than there are. */
  | { readonly type: 'rows'; readonly change: (rows: Kline[]) => readonly unknown[] }
  /** Nothing before this promise is kept. */
  | { readonly type: 'wait'; readonly until: Promise<void> }

export interface BinanceServerOptions {
  readonly klines?: KlineSource
  /** What goes wrong with the request for klines of this number, from 1 on. */
  readonly faults?: Readonly<Record<number, Fault>>
  /** What goes wrong with the lists of symbols, by number. */
  readonly infoFaults?: Readonly<Record<number, Fault>>
  /** The clock that its `Date` header shows. */
  readonly date?: () => number
}

const SPOT = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'ETHBTC']
const SWAP = ['BTCUSDT', 'ETHUSDT', '1000PEPEUSDT']

/** Answers on 127.0.0.1 as the public part of Binance does, spot and USDT perpetuals, in the shapes of recorded answers. */
export class BinanceServer {
  faults: Readonly<Record<number, Fault>>
  /** Every request for klines, in order: path and query. */
  readonly klineRequests: string[] = []
  readonly otherRequests: string[] = []
  /** When each request for klines came, in milliseconds that only grow. */
  readonly arrivals: number[] = []
  readonly #options: BinanceServerOptions
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(options: BinanceServerOptions) {
    this.#options = options
    this.faults = options.faults ?? {}
    this.#server = createServer((request, response) => this.#answer(request, response))
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
  }

  static async start(options: BinanceServerOptions = {}): Promise<BinanceServer> {
    const server = new BinanceServer(options)
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  /** Forgets what was asked so far; `faults` count from here. */
  restart(faults: Readonly<Record<number, Fault>> = {}): void {
    this.faults = faults
    this.klineRequests.length = 0
    this.otherRequests.length = 0
    this.arrivals.length = 0
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { date } = this.#options
    if (date !== undefined) response.setHeader('date', new Date(date()).toUTCString())
    response.setHeader('content-type', 'application/json;charset=UTF-8')
    response.setHeader('x-mbx-used-weight-1m', String(this.klineRequests.length * 2))
    const url = new URL(request.url ?? '/', this.url)
    if (/^\/(api\/v3|fapi\/v1)\/klines$/.test(url.pathname)) {
      this.klineRequests.push(`${url.pathname}${url.search}`)
      this.arrivals.push(performance.now())
      const fault = this.faults[this.klineRequests.length]
      return send(request, response, this.#klines(url, fault), fault)
    }
    this.otherRequests.push(`${url.pathname}${url.search}`)
    const fault = this.#options.infoFaults?.[this.otherRequests.length]
    if (url.pathname === '/api/v3/exchangeInfo') return send(request, response, infoOf(SPOT.map(spotSymbol)), fault)
    if (url.pathname === '/fapi/v1/exchangeInfo') return send(request, response, infoOf(SWAP.map(swapSymbol)), fault)
    send(request, response, '', { type: 'status', status: 404, body: '<html>nginx</html>' })
  }

  /** The rows that are asked for; an unknown symbol is what it is at Binance. */
  #klines(url: URL, fault: Fault | undefined): string {
    const number = (name: string, initial: number): number => Number(url.searchParams.get(name) ?? initial)
    const question: KlineQuestion = {
      symbol: url.searchParams.get('symbol') ?? '',
      interval: url.searchParams.get('interval') ?? '',
      startTime: number('startTime', 0),
      endTime: number('endTime', Number.MAX_SAFE_INTEGER),
      limit: Math.min(number('limit', 500), 1000),
    }
    const rows = (this.#options.klines ?? syntheticKlines())(question)
    return JSON.stringify(fault?.type === 'rows' ? fault.change([...rows]) : rows)
  }
}

function send(request: IncomingMessage, response: ServerResponse, body: string, fault: Fault | undefined): void {
  const half = body.slice(0, Math.floor(body.length / 2))
  switch (fault?.type) {
    case 'status':
      return void response.writeHead(fault.status, fault.headers).end(fault.body ?? '')
    case 'body':
      return void response.writeHead(200, { 'content-type': fault.contentType ?? 'application/json' }).end(fault.body)
    case 'truncated':
      return void response.end(half)
    case 'reset':
      response.writeHead(200, { 'content-length': Buffer.byteLength(body) })
      return void response.write(half, () => request.socket.resetAndDestroy())
    case 'hang':
      return
    case 'drip':
      return drip(response, body)
    case 'wait':
      return void fault.until.then(() => response.end(body))
    default:
      return void response.end(body)
  }
}

function drip(response: ServerResponse, body: string): void {
  let sent = 0
  const timer = setInterval(() => response.write(body[sent++] ?? ' '), 20)
  response.on('close', () => clearInterval(timer))
}

function infoOf(symbols: readonly unknown[]): string {
  return JSON.stringify({
    timezone: 'UTC',
    serverTime: 1_754_603_741_167,
    rateLimits: [],
    exchangeFilters: [],
    symbols,
  })
}

const FILTERS = [
  { filterType: 'PRICE_FILTER', maxPrice: '1000000.00', minPrice: '0.01', tickSize: '0.01' },
  { filterType: 'LOT_SIZE', maxQty: '9000.00000', minQty: '0.00001', stepSize: '0.00001' },
]

function spotSymbol(symbol: string): unknown {
  const quoteAsset = symbol.endsWith('USDT') ? 'USDT' : 'BTC'
  return {
    symbol,
    status: 'TRADING',
    baseAsset: symbol.slice(0, -quoteAsset.length),
    quoteAsset,
    baseAssetPrecision: 8,
    quotePrecision: 8,
    isSpotTradingAllowed: true,
    orderTypes: ['LIMIT', 'MARKET'],
    permissionSets: [['SPOT', 'MARGIN']],
    permissions: [],
    filters: FILTERS,
  }
}

function swapSymbol(symbol: string): unknown {
  return {
    symbol,
    pair: symbol,
    contractType: 'PERPETUAL',
    deliveryDate: 4_133_404_800_000,
    onboardDate: 1_569_398_400_000,
    status: 'TRADING',
    baseAsset: symbol.slice(0, -4),
    quoteAsset: 'USDT',
    marginAsset: 'USDT',
    pricePrecision: 2,
    quantityPrecision: 3,
    orderTypes: ['LIMIT', 'MARKET'],
    filters: FILTERS,
  }
}
