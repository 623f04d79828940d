import { z } from 'zod'
import { PlimsollError } from '../../core/errors.ts'
import { registerSecret } from '../../core/redact.ts'
import { Secret } from '../../core/secret.ts'
import type { KeyFields } from '../../store/vault/exchange-key.ts'
import { HiddenPrompt } from './hidden-prompt.ts'
import { needsPassphrase } from './key-rules.ts'

const LARGEST_INPUT_BYTES = 65_536

/** Where a person or a program gives secrets: never the command line, which the shell keeps and every process can read. */
export interface SecretInput {
  /** One secret: asked for, or the next line. */
  next(question: string): Promise<Secret>
  /** A new passphrase, typed twice at a terminal. */
  nextNew(question: string): Promise<Secret>
  /** The key of an exchange: asked for, or all that is left of the input. */
  fields(exchange: string): Promise<KeyFields>
  /** Nothing more is needed: a terminal shows again what is typed. */
  close(): void
}

/** The terminal when there is one, otherwise what comes through the pipe, which is read when the first secret is needed. */
export function openSecretInput(): SecretInput {
  return process.stdin.isTTY ? terminalInput(new HiddenPrompt()) : pipedInput()
}

function terminalInput(prompt: HiddenPrompt): SecretInput {
  const next = async (question: string) => registered(await prompt.ask(`${question} (not shown): `))
  return {
    next,
    async nextNew(question) {
      const first = await next(question)
      const again = await next('the same again')
      if (first.reveal() === again.reveal()) return first
      throw new PlimsollError('usage', 'the two were not the same', 'Nothing was changed. Start the command again.')
    },
    async fields(exchange) {
      const apiKey = await next(`api key of ${exchange}`)
      const secret = await next('secret')
      const passphrase = needsPassphrase(exchange) ? await next('passphrase of the api key') : undefined
      return parsedFields({ apiKey: apiKey.reveal(), secret: secret.reveal(), passphrase: passphrase?.reveal() })
    },
    close: () => prompt.close(),
  }
}

/** Lines one by one, then a key as JSON or as lines `apiKey=…`. */
function pipedInput(): SecretInput {
  let rest: string | undefined
  const next = async (question: string) => {
    rest ??= await readAll()
    const [line = '', ...others] = rest.split('\n')
    rest = others.join('\n')
    if (line.trim() !== '') return registered(new Secret(line.trim()))
    const cure = 'Pipe it in, or start this at a terminal.'
    throw new PlimsollError('usage', `the input has no line for the ${question}`, cure)
  }
  const fields = async () => parsedFields(parseKeyText((rest ??= await readAll())))
  return { next, nextNew: next, fields, close: () => undefined }
}

const HOW = 'Give {"apiKey": "…", "secret": "…"} or lines apiKey=… and secret=… (and passphrase=… where there is one).'

function parseKeyText(text: string): unknown {
  if (text.trim() === '')
    throw new PlimsollError('usage', 'the input holds no key', `${HOW} Or start this at a terminal.`)
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text)
    } catch {
      // What the parser says would quote the secret.
      throw new PlimsollError('usage', 'the input is no JSON', HOW)
    }
  }
  const pairs = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return Object.fromEntries(
    pairs.map((line, index) => {
      const parts = /^\s*(\w+)\s*[=:]\s*(.+?)\s*$/.exec(line)
      if (parts === null) throw new PlimsollError('usage', `line ${index + 1} of the key is not name=value`, HOW)
      return [parts[1], parts[2]]
    }),
  )
}

/** No letters that only a slip brings into a key: spaces and controls, but for the lines of a private key. */
const field = z
  .string()
  .trim()
  .min(8)
  .max(16_384)
  .refine((text) => text.startsWith('-----BEGIN ') || /^[!-~]+$/.test(text))
const passphrase = z
  .string()
  .min(6)
  .max(256)
  .regex(/^[ -~]+$/)
const fieldsSchema = z.strictObject({ apiKey: field, secret: field, passphrase: passphrase.optional() })

function parsedFields(given: unknown): KeyFields {
  const parsed = fieldsSchema.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const unknown = issue?.code === 'unrecognized_keys'
    const what = unknown ? 'has a part that is not known' : `: ${issue?.path.join('.')} is missing or cannot be a key`
    throw new PlimsollError(
      'usage',
      `the key${unknown ? ' ' : ''}${what}`,
      `It needs 8 letters or more, no spaces. ${HOW}`,
    )
  }
  const { apiKey, secret, passphrase: third } = parsed.data
  return {
    apiKey: registered(new Secret(apiKey)),
    secret: registered(new Secret(secret)),
    ...(third !== undefined && { passphrase: registered(new Secret(third)) }),
  }
}

function registered(secret: Secret): Secret {
  registerSecret(secret)
  return secret
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > LARGEST_INPUT_BYTES) throw new PlimsollError('usage', 'the input is too large for a key', HOW)
    chunks.push(bytes)
  }
  // Without the byte order mark that editors of Windows put in front.
  return new TextDecoder().decode(Buffer.concat(chunks))
}
