/**
 * A symbol as the name of a folder: `BTC/USDT:USDT` is `BTC-USDT_USDT`. Every other character than A-Z and 0-9 becomes `~` and its
 * UTF-8 bytes in hexadecimal, so that no two symbols share a folder, not even where `kPEPE` and `KPEPE` are the same name, and so that
 * the name can stand in a URL and in a pattern.
 */
export function folderOfSymbol(symbol: string): string {
  return symbol.replaceAll(/[^A-Z0-9]/gu, (character) => {
    if (character === '/') return '-'
    if (character === ':') return '_'
    return [...Buffer.from(character)].map((byte) => `~${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
  })
}

/** The symbol whose folder it is, or undefined for a folder that is none. */
export function symbolOfFolder(folder: string): string | undefined {
  const symbol = folder
    .replaceAll('-', '/')
    .replaceAll('_', ':')
    .replaceAll(/(?:~[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('~', ''), 'hex').toString())
  return folderOfSymbol(symbol) === folder ? symbol : undefined
}
