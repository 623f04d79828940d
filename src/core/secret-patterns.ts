/** Between a name and its value: `=`, `: `, `":"`, and the same with quotes escaped, as in JSON inside JSON. */
const IS = String.raw`(?:\\{0,3}["'])?\s{0,3}[:=]\s{0,3}(?:\\{0,3}["'])?`
/** No pattern can match a text in which this finds nothing: most texts are done after one pass. */
const SUSPECT = new RegExp(
  `(?:key|secret|sign|signature|phrase|passw(?:or)?d|token)${IS}|bearer|basic|-----BEGIN|://|sk-|eyJ|[0-9]{8}:`,
  'i',
)

const NAMES_OF_KEYS = [
  'api[-_]?(?:key|secret)',
  '(?:secret|private|access|auth|bot)[-_]?(?:key|token)',
  'x-mbx-apikey|x-bapi-(?:api-key|sign)|ok-access-(?:key|sign)',
  'signature|sign|secret',
].join('|')
const NAMES_OF_PASSWORDS = '(?:ok-access-)?passphrase|password|passwd'
const VALUE = String.raw`[^\s"'&,;\\()[\]{}<>]`

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[\s\S]*?(-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, '[secret]'],
  [new RegExp(`(${NAMES_OF_KEYS})(${IS})${VALUE}{16,}`, 'gi'), '$1$2[secret]'],
  [new RegExp(`(${NAMES_OF_PASSWORDS})(${IS})${VALUE}{6,}`, 'gi'), '$1$2[secret]'],
  [/\b(bearer|basic) {1,3}[\w.~+/=-]{16,}/gi, '$1 [secret]'],
  [/(:\/\/[^\s/:@]{0,200}:)[^\s/@[\]]{1,500}@/g, '$1[secret]@'],
  [/\bsk-[\w-]{16,}/g, '[secret]'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, '[secret]'],
  [/\b\d{8,10}:[\w-]{35}(?![\w-])/g, '[secret]'],
]

/**
 * Removes what looks like a secret to anyone: values after names such as `apiKey`, `signature` or `password`, authorization headers,
 * passwords in addresses, private keys, tokens of model vendors and of Telegram.
 */
export function redactPatterns(text: string): string {
  if (!SUSPECT.test(text)) return text
  return PATTERNS.reduce((sofar, [pattern, shown]) => sofar.replace(pattern, shown), text)
}
