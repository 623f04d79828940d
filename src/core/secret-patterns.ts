/** Between a name and its value: `=`, `: `, `":"`, and the same with quotes escaped, as in JSON inside JSON. */
const IS = String.raw`(?:\\{0,3}["'])?\s{0,3}[:=]\s{0,3}(?:\\{0,3}["'])?`
/** No pattern can match a text in which this finds nothing: most texts are done after one pass. */
const SUSPECT = new RegExp(
  `(?:key|secret|sign|signature|phrase|passw(?:or)?d|token)${IS}|bearer|basic|-----BEGIN|://|sk-|eyJ|[0-9]{8}:`,
  'i',
)

const NAMES_OF_KEYS = [
  'api[-_]?(?:key|secret)',
  '(?:secret|private|access)[-_]?key|token',
  'x-mbx-apikey|x-bapi-(?:api-key|sign)|ok-access-(?:key|sign)',
  'signature|(?<![a-z])sign|secret',
].join('|')
const NAMES_OF_PASSWORDS = '(?:ok-access-)?passphrase|password|passwd'
const VALUE = String.raw`[^\s"'&,;\\()[\]{}<>]`
/** No secret is longer. A greedy repetition without an end takes all of the stack in a hostile text of megabytes. */
const MOST = 16_384

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[\s\S]*?(-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, '[secret]'],
  [new RegExp(`(${NAMES_OF_KEYS})(${IS})${VALUE}{16,${MOST}}`, 'gi'), '$1$2[secret]'],
  [new RegExp(`(${NAMES_OF_PASSWORDS})(${IS})${VALUE}{6,${MOST}}`, 'gi'), '$1$2[secret]'],
  [new RegExp(String.raw`\b(bearer|basic) {1,3}[\w.~+/=-]{16,${MOST}}`, 'gi'), '$1 [secret]'],
  // Up to the last @: who forgets to write @ as %40 must not have the rest of the password shown. Digits alone are a port.
  [/(:\/\/[^\s/:@[]{0,200}:)(?!\d{1,5}[/?#"',;)\]}\\])(?:(?!:\/\/)[^\s"<>]){1,500}@/g, '$1[secret]@'],
  [new RegExp(String.raw`\bsk-[\w-]{16,${MOST}}`, 'g'), '[secret]'],
  // Only where a word begins: looked for behind each dash it would read a long word as often as it has dashes.
  [new RegExp(String.raw`(?<![\w-])eyJ[\w-]{8,${MOST}}\.[\w-]{8,${MOST}}\.[\w-]{8,${MOST}}`, 'g'), '[secret]'],
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
