import type { Exchange } from 'ccxt'
import { z } from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { redactText } from '../../core/redact.ts'
import { escapeText } from '../../store/logs/escape-text.ts'
import type { KeyFields } from '../../store/vault/exchange-key.ts'
import { on, text } from '../flag.ts'
import type { KeyCheck } from './key-rules.ts'

const TIMEOUT_MS = 15_000
const LONGEST_DETAIL = 300

/** Flags of the verbs that can ask the exchange about a key. */
export const onlineFlags = {
  online: on('ask the exchange: does it take the key, and may the key withdraw?'),
  exchangeUrl: text('url', 'ask at another address: a test network or a server of your own'),
}

/** What an exchange says that a key may do. */
interface Permissions {
  readonly canWithdraw: boolean
  readonly canTrade: boolean
  readonly hasIpList: boolean
}

interface PermissionCall {
  readonly path: string
  readonly api: string
  parse(answer: unknown): Permissions
}

const BINANCE: PermissionCall = {
  path: 'account/apiRestrictions',
  api: 'sapi',
  parse(answer) {
    const { enableWithdrawals, ipRestrict, enableSpotAndMarginTrading, enableFutures } = z
      .object({
        enableWithdrawals: z.boolean(),
        ipRestrict: z.boolean(),
        enableSpotAndMarginTrading: z.boolean().default(false),
        enableFutures: z.boolean().default(false),
      })
      .parse(answer)
    return {
      canWithdraw: enableWithdrawals,
      canTrade: enableSpotAndMarginTrading || enableFutures,
      hasIpList: ipRestrict,
    }
  },
}

const BYBIT: PermissionCall = {
  path: 'v5/user/query-api',
  api: 'private',
  parse(answer) {
    const { result } = z
      .object({
        result: z.object({
          permissions: z.record(z.string(), z.array(z.string())),
          ips: z.array(z.string()),
          readOnly: z.number(),
        }),
      })
      .parse(answer)
    return {
      canWithdraw: result.permissions.Wallet?.includes('Withdraw') === true,
      canTrade: result.readOnly === 0,
      hasIpList: result.ips.length > 0 && !result.ips.includes('*'),
    }
  },
}

const OKX: PermissionCall = {
  path: 'account/config',
  api: 'private',
  parse(answer) {
    const { data } = z.object({ data: z.tuple([z.object({ perm: z.string(), ip: z.string() })]) }).parse(answer)
    const rights = data[0].perm.split(',')
    return {
      canWithdraw: rights.includes('withdraw'),
      canTrade: rights.includes('trade'),
      hasIpList: data[0].ip !== '',
    }
  },
}

/** Exchanges that tell what a key may do, under the ids of ccxt. */
const PERMISSION_CALLS: Readonly<Record<string, PermissionCall>> = {
  binance: BINANCE,
  binanceusdm: BINANCE,
  binancecoinm: BINANCE,
  bybit: BYBIT,
  okx: OKX,
  myokx: OKX,
}

/**
 * Asks the exchange about a key: whether it takes it, and what the key may do there. A key that may withdraw fails, because whoever
 * steals it takes the money with it.
 * @throws PlimsollError `io` when the exchange cannot be asked; without the client and its error, which hold the secret
 */
export async function checkOnline(
  exchange: string,
  fields: KeyFields,
  url: string | undefined,
): Promise<readonly KeyCheck[]> {
  const address = url === undefined ? undefined : parseAddress(url)
  const client = await makeClient(exchange, fields, address)
  const call = PERMISSION_CALLS[exchange]
  try {
    const permissions =
      call === undefined ? undefined : call.parse(await client.request(call.path, call.api, 'GET', {}))
    await client.fetchBalance()
    const taken: KeyCheck = { name: 'the exchange takes it', outcome: 'ok', detail: 'it showed the balance' }
    return [taken, ...permissionChecks(exchange, permissions)]
  } catch (error) {
    const failure = await describeFailure(error)
    if (failure.isRefusal) return [{ name: 'the exchange takes it', outcome: 'failed', detail: failure.text }]
    throw new PlimsollError(
      'io',
      `${exchange} could not be asked: ${failure.text}`,
      'Check the connection and the address, then try again.',
    )
  }
}

function permissionChecks(exchange: string, permissions: Permissions | undefined): readonly KeyCheck[] {
  if (permissions === undefined) {
    const detail = `${exchange} does not tell what a key may do: see there that it may not`
    return [{ name: 'may not withdraw', outcome: 'note', detail }]
  }
  const { canWithdraw, canTrade, hasIpList } = permissions
  return [
    canWithdraw
      ? {
          name: 'may not withdraw',
          outcome: 'failed',
          detail: 'it may: make one without that right, and delete this one',
        }
      : { name: 'may not withdraw', outcome: 'ok', detail: 'right' },
    canTrade
      ? { name: 'may trade', outcome: 'ok', detail: 'right' }
      : { name: 'may trade', outcome: 'note', detail: 'it may only read' },
    hasIpList
      ? { name: 'only from your addresses', outcome: 'ok', detail: 'right' }
      : {
          name: 'only from your addresses',
          outcome: 'note',
          detail: 'from everywhere: name your IP addresses at the exchange',
        },
  ]
}

async function makeClient(
  exchange: string,
  { apiKey, secret, passphrase }: KeyFields,
  address: string | undefined,
): Promise<Exchange> {
  const { default: ccxt } = await import('ccxt')
  if (!ccxt.exchanges.includes(exchange))
    throw new PlimsollError('usage', `${exchange} cannot be asked`, 'Leave out --online.')
  const options = {
    apiKey: apiKey.reveal(),
    secret: secret.reveal(),
    password: passphrase?.reveal(),
    timeout: TIMEOUT_MS,
  }
  const client: unknown = Reflect.construct(Reflect.get(ccxt, exchange), [options])
  if (!(client instanceof ccxt.Exchange)) throw new Error(`ccxt has no client for ${exchange}`)
  client.verbose = false
  if (address !== undefined) Object.assign(client.urls, { api: movedTo(address, Reflect.get(client.urls, 'api')) })
  // A balance needs no markets: without any it does not fetch them first.
  client.setMarkets([])
  return client
}

/** Addresses of an exchange at another place: `https://api.binance.com/api/v3` becomes `http://127.0.0.1:8080/api/v3`. */
function movedTo(address: string, urls: unknown): unknown {
  if (typeof urls === 'string') return urls.replace(/^https?:\/\/[^/]+/, address)
  if (typeof urls !== 'object' || urls === null) return urls
  return Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, movedTo(address, url)]))
}

function parseAddress(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const isLocal = parsed !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(parsed.hostname)
  if (parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLocal)) return parsed.origin
  throw new PlimsollError(
    'usage',
    '--exchange-url is no address that a key can be sent to',
    'Use https://…, or http://127.0.0.1:… for a server on this machine.',
  )
}

/** What may be said of a failure of the client: its kind and the words of the exchange, shortened, without the key and signatures. */
async function describeFailure(error: unknown): Promise<{ isRefusal: boolean; text: string }> {
  const { default: ccxt } = await import('ccxt')
  if (error instanceof z.ZodError) return { isRefusal: false, text: 'its answer about the key is of an unknown form' }
  if (!(error instanceof Error)) return { isRefusal: false, text: 'unknown failure' }
  const words = escapeText(redactText(error.message).replaceAll(/\s+/g, ' ')).slice(0, LONGEST_DETAIL)
  const isRefusal = error instanceof ccxt.AuthenticationError || error instanceof ccxt.PermissionDenied
  return { isRefusal, text: `${error.constructor.name}: ${words}` }
}
