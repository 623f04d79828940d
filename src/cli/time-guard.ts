import { Script } from 'node:vm'
import type { Guard } from '../strategies/strategy.ts'

/** A strategy of a user's own may be busy for so long with the bars that it is asked about together, at most 256. */
const LIMIT_MS = 2000

/** Where the guarded work is while it runs: a script can only call what it can name. */
const WORK = Symbol.for('plimsoll.guarded-work')
const script = new Script('globalThis[Symbol.for("plimsoll.guarded-work")]()')

/**
 * A guard that stops work after `limitMs`, an endless loop too: the limit is one of the JavaScript engine on scripts that it runs, and
 * nothing else can interrupt code that never returns. The rest of the process goes on.
 */
export function timeGuard(limitMs = LIMIT_MS): Guard {
  return <T>(work: () => T): T => {
    const scope = globalThis as { [WORK]?: () => unknown }
    const outer = scope[WORK]
    scope[WORK] = work
    try {
      return script.runInThisContext({ timeout: limitMs }) as T
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      throw new Error(`an error because it took longer than ${limitMs} ms`, { cause: error })
    } finally {
      if (outer === undefined) delete scope[WORK]
      else scope[WORK] = outer
    }
  }
}
