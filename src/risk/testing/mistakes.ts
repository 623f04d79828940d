import { SettingsMistake } from '../settings-mistake.ts'

/** Where the mistake is, what it is and the cure: `limits.flip: flip is 3. Write an object: { }.`; `none` when there is none. */
export function mistakeOf(parse: () => unknown): string {
  try {
    parse()
  } catch (error) {
    if (error instanceof SettingsMistake) return `${error.path.join('.')}: ${error.message}. ${error.cure}`
    throw error
  }
  return 'none'
}
