import type { KeyFields } from '../../store/vault/exchange-key.ts'

interface FieldRule {
  readonly pattern: RegExp
  readonly about: string
}

interface KeyRules {
  readonly apiKey: FieldRule
  readonly secret: FieldRule
  readonly passphrase?: FieldRule
}

/** One thing that was looked at. */
export interface KeyCheck {
  readonly name: string
  /** `note`: nothing is wrong for certain, but a person should know. */
  readonly outcome: 'ok' | 'failed' | 'note'
  readonly detail: string
}

const PRIVATE_KEY = String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+-----END [A-Z ]*PRIVATE KEY-----`
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const rule = (pattern: string, about: string): FieldRule => ({ pattern: new RegExp(`^(?:${pattern})$`, 'i'), about })

const BINANCE: KeyRules = {
  apiKey: rule('[A-Z0-9]{64}', '64 letters and digits'),
  secret: rule(`[A-Z0-9]{64}|${PRIVATE_KEY}`, '64 letters and digits, or a private key'),
}
const BYBIT: KeyRules = {
  apiKey: rule('[A-Z0-9]{18,36}', '18 to 36 letters and digits'),
  secret: rule(`[A-Z0-9]{36,64}|${PRIVATE_KEY}`, '36 letters and digits or more, or a private key'),
}
const OKX: KeyRules = {
  apiKey: rule(UUID, 'a UUID: 8-4-4-4-12 hex digits'),
  secret: rule('[0-9A-F]{32}', '32 hex digits'),
  passphrase: rule('.{8,32}', '8 to 32 letters'),
}
const ANY_PASSPHRASE = rule('.{6,256}', '6 letters or more')

/** What keys look like, exchange by exchange, under the ids of ccxt. */
const RULES: Readonly<Record<string, KeyRules>> = {
  binance: BINANCE,
  binanceus: BINANCE,
  binanceusdm: BINANCE,
  binancecoinm: BINANCE,
  bybit: BYBIT,
  okx: OKX,
  myokx: OKX,
  mexc: {
    apiKey: rule('mx0[A-Z0-9]{15}', 'mx0 and 15 letters and digits'),
    secret: rule('[0-9A-F]{32}', '32 hex digits'),
  },
  coinbase: {
    apiKey: rule(`organizations/${UUID}/apiKeys/${UUID}|${UUID}`, 'organizations/…/apiKeys/… or a UUID'),
    secret: rule(`[A-Z0-9+/]{86}==|${PRIVATE_KEY}`, 'a private key, or 88 letters of base64'),
  },
  kraken: {
    apiKey: rule('[A-Z0-9+/]{56}', '56 letters of base64'),
    secret: rule('[A-Z0-9+/]{86}==', '88 letters of base64'),
  },
  kucoin: { apiKey: rule('[0-9a-f]{24}', '24 hex digits'), secret: rule(UUID, 'a UUID'), passphrase: ANY_PASSPHRASE },
  bitget: {
    apiKey: rule('bg_[0-9a-f]{32}', 'bg_ and 32 hex digits'),
    secret: rule('[0-9a-f]{64}', '64 hex digits'),
    passphrase: ANY_PASSPHRASE,
  },
}

const ANY: KeyRules = {
  apiKey: rule('[!-~]{8,}', '8 letters or more'),
  secret: rule('[\\s!-~]{8,}', '8 letters or more'),
}

/** Exchanges of which the look of a key is known. */
export const knownExchanges: readonly string[] = Object.keys(RULES)

/** Whether keys of the exchange have a passphrase as their third part. */
export function needsPassphrase(exchange: string): boolean {
  return RULES[exchange]?.passphrase !== undefined
}

/** Whether a key looks as those of its exchange do: lengths, letters, and the passphrase where one belongs to it. */
export function checkFields(exchange: string, { apiKey, secret, passphrase }: KeyFields): readonly KeyCheck[] {
  const rules = RULES[exchange] ?? ANY
  return [
    checkField('api key', apiKey.reveal(), rules.apiKey),
    checkField('secret', secret.reveal(), rules.secret),
    checkPassphraseOf(exchange, rules, passphrase?.reveal()),
    {
      name: 'two parts',
      outcome: apiKey.reveal() === secret.reveal() ? 'failed' : 'ok',
      detail: 'the api key and the secret are different texts',
    },
  ]
}

function checkField(name: string, value: string, { pattern, about }: FieldRule): KeyCheck {
  const isRight = pattern.test(value)
  return isRight
    ? { name, outcome: 'ok', detail: about }
    : { name, outcome: 'failed', detail: `${value.length} letters; expected ${about}` }
}

function checkPassphraseOf(exchange: string, rules: KeyRules, value: string | undefined): KeyCheck {
  const name = 'passphrase'
  if (rules.passphrase !== undefined) {
    if (value !== undefined) return checkField(name, value, rules.passphrase)
    return { name, outcome: 'failed', detail: `missing: keys of ${exchange} have one` }
  }
  const isWrong = value !== undefined && rules !== ANY
  return isWrong
    ? { name, outcome: 'failed', detail: `keys of ${exchange} have none` }
    : { name, outcome: 'ok', detail: 'none is needed' }
}
