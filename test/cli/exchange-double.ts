import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Answers = Readonly<Record<string, { readonly status?: number; readonly body: unknown }>>

/** A server on this machine that answers paths as an exchange does, until the test ends. */
export async function exchangeDouble(answers: Answers): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    asked.push(`${request.method} ${pathname}`)
    const { status = 200, body } = answers[pathname] ?? { status: 404, body: { msg: 'no such path' } }
    // What a careless gateway does: it gives the request back, key and signature included.
    const text = body === 'echo' ? `refused: ${request.url} ${JSON.stringify(request.headers)}` : JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked }
}

const binanceRights = {
  ipRestrict: true,
  createTime: 1698645219000,
  enableReading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  enableMargin: false,
  enableFutures: false,
  permitsUniversalTransfer: false,
  enableVanillaOptions: false,
  enableFixApiTrade: false,
  enableFixReadOnly: false,
  enableSpotAndMarginTrading: true,
  enablePortfolioMarginTrading: false,
}

/** What Binance says of a key, as its documents show it. */
export function binanceAnswers(rights: Partial<typeof binanceRights> = {}): Answers {
  return {
    '/sapi/v1/account/apiRestrictions': { body: { ...binanceRights, ...rights } },
    '/api/v3/account': { body: { balances: [{ asset: 'USDT', free: '10.0', locked: '0.0' }], permissions: ['SPOT'] } },
  }
}

/** What Bybit says of a key, as its documents show it. */
export function bybitAnswers(wallet: readonly string[]): Answers {
  const result = {
    id: '13770661',
    note: 'readwrite',
    apiKey: 'XXXXXX',
    readOnly: 0,
    secret: '',
    permissions: {
      ContractTrade: ['Order', 'Position'],
      Spot: ['SpotTrade'],
      Wallet: wallet,
      Options: [],
      Exchange: [],
    },
    ips: ['*'],
    type: 1,
    deadlineDay: 66,
    unified: 0,
    uta: 1,
  }
  const ok = { retCode: 0, retMsg: 'OK', retExtInfo: {}, time: 1672738134824 }
  return {
    '/v5/user/query-api': { body: { ...ok, result } },
    '/v5/account/info': { body: { ...ok, result: { unifiedMarginStatus: 4, marginMode: 'REGULAR_MARGIN' } } },
    '/v5/account/wallet-balance': {
      body: { ...ok, result: { list: [{ accountType: 'UNIFIED', totalEquity: '10', coin: [] }] } },
    },
  }
}

/** What OKX says of a key, as its documents show it. */
export function okxAnswers(perm: string): Answers {
  return {
    '/api/v5/account/config': {
      body: { code: '0', data: [{ uid: '44705892343619584', perm, ip: '1.2.3.4', label: 'v5 test' }], msg: '' },
    },
    '/api/v5/account/balance': { body: { code: '0', data: [{ details: [], uTime: '1614846244194' }], msg: '' } },
  }
}
