import { printNote } from './output.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface Abortable {
  readonly signal: AbortSignal
  /** Gives the signals of the process back. */
  release(): void
}

/** The first SIGINT or SIGTERM aborts, after telling `note`, so that work ends in order; a second one ends the process. */
export function abortOnSignals(note: string): Abortable {
  const controller = new AbortController()
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal)
  }
  const onSignal = (): void => {
    release()
    printNote(note)
    controller.abort()
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return { signal: controller.signal, release }
}
