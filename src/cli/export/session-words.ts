import { on, text } from '../flag.ts'

/** The words that every export takes. */
export const sessionWords = {
  takes: '[session]',
  takesAbout: 'name of the session; the newest when it is not given',
} as const

/** The flags that every export takes. */
export function exportFlags(out: string, outAbout: string) {
  return { out: text(out, outAbout), json: on('print what was written as one JSON document') }
}
