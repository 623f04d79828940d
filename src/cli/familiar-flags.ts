/** Flags that users of freqtrade type, and what they are called here. */
const FAMILIAR: Readonly<Record<string, string>> = {
  '--pairs': '--symbol',
  '--strategy-list': '--strategy',
  '--dry-run-wallet': '--capital',
  '--starting-balance': '--capital',
  '--max-open-trades': '--max-positions',
}

/** The same command line in our words. */
export function inOurWords(argv: readonly string[]): string[] {
  return argv.map((word) => {
    const [flag = '', ...value] = word.split('=')
    const ours = FAMILIAR[flag]
    return ours === undefined ? word : [ours, ...value].join('=')
  })
}
