import { PlimsollError } from '../../core/errors.ts'
import { didYouMean } from '../../core/nearest.ts'
import type { KeyFields } from '../../store/vault/exchange-key.ts'
import { checkNames } from '../../store/vault/vault-file.ts'
import { defineCommand } from '../command.ts'
import { type Flag, type FlagsOf, on, text } from '../flag.ts'
import { printJson, printLine, printNote } from '../output.ts'
import { checkFields, knownExchanges } from './key-rules.ts'
import { checkOnline, onlineFlags } from './online-check.ts'
import { openSecretInput } from './secret-input.ts'
import { openOrCreateVault, vaultFlags } from './vault-of-user.ts'

const flags = {
  exchange: text('name', 'the exchange that the key is of', { isRequired: true }),
  label: text('name', 'what you call the key', { initial: 'main' }),
  apiKey: refusedFlag(),
  secret: refusedFlag(),
  json: on('print the key, without its secrets, as one JSON document'),
  ...onlineFlags,
  ...vaultFlags,
}

/** `plimsoll keys add`. */
export const command = defineCommand({
  about: 'Keeps a key of an exchange, encrypted. Its parts are asked for and not shown, or come through a pipe.',
  examples: [
    'keys add --exchange binance --label main',
    'keys add --exchange okx --label swing < key.json',
    'keys add --exchange bybit --passphrase',
  ],
  takes: '[nothing...]',
  takesAbout: 'a secret typed here would stay in the history of your shell',
  flags,
  run: add,
})

async function add(
  { exchange, label, json, ...given }: FlagsOf<typeof flags> & { userdir: string },
  words: readonly string[],
) {
  if (words.length > 0) throw secretAsArgument()
  await checkExchange(exchange)
  checkNames({ exchange, label })
  const input = openSecretInput()
  const vault = await openOrCreateVault(given, input)
  const fields = await input.fields(exchange)
  input.close()
  tellUnusual(exchange, fields)
  if (given.online || given.exchangeUrl !== undefined) await refuseFailing(exchange, fields, given.exchangeUrl)
  const key = await vault.add({ exchange, label, fields })
  if (json) return printJson(key)
  const ending = key.lastFour === '' ? '' : `, api key ending ${key.lastFour}`
  printLine(`${key.id}: the key "${label}" of ${exchange} is kept${ending}`)
}

/** A mistake that is likely: a letter lost while copying. Only the exchange knows for certain, so that the key is kept. */
function tellUnusual(exchange: string, fields: KeyFields): void {
  for (const { name, outcome, detail } of checkFields(exchange, fields)) {
    if (outcome === 'ok') continue
    if (name === 'passphrase' && fields.passphrase === undefined)
      throw new PlimsollError(
        'usage',
        `the key of ${exchange} has no passphrase`,
        'Give the one that was chosen when the key was made there.',
      )
    printNote(`note: the ${name} looks unusual for ${exchange}: ${detail}`)
  }
}

/** A key that the exchange does not take, or that may withdraw, is not kept. */
async function refuseFailing(exchange: string, fields: KeyFields, url: string | undefined): Promise<void> {
  for (const { name, outcome, detail } of await checkOnline(exchange, fields, url)) {
    if (outcome === 'failed')
      throw new PlimsollError(
        'usage',
        `the key is not kept: "${name}" failed: ${detail}`,
        'Make another one at the exchange.',
      )
    if (outcome === 'note') printNote(`note: ${name}: ${detail}`)
  }
}

async function checkExchange(exchange: string): Promise<void> {
  if (knownExchanges.includes(exchange)) return
  const { default: ccxt } = await import('ccxt')
  if (ccxt.exchanges.includes(exchange)) return
  throw new PlimsollError('usage', `"${exchange}" is no exchange that is known`, didYouMean(exchange, knownExchanges))
}

function refusedFlag(): Flag<undefined> {
  return {
    about: 'refused: it would stay in the history of your shell',
    value: 'never',
    initial: undefined,
    parse: () => {
      throw secretAsArgument()
    },
  }
}

function secretAsArgument(): PlimsollError {
  return new PlimsollError(
    'usage',
    'a secret is not taken as an argument: the shell keeps its history in a file, and every process sees the command line',
    'Leave it out and type it when you are asked, or pipe it in: plimsoll keys add --exchange binance < key.json. If it was real, make a new one at the exchange.',
  )
}
