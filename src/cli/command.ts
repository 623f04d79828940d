import { USER_FOLDER } from '../store/user-folder.ts'
import { type FlagsOf, type FlagTable, text } from './flag.ts'

/**
 * A verb of the command line. A file in `cli/` holds one and exports it as `command`; its line in `commands.ts` gives name, aliases
 * and summary, so that help lists the verb and only the one that is called is loaded. `run` prints its result with `output.ts` and
 * throws a `PlimsollError` when it cannot do what was asked.
 */
export interface Command {
  readonly about: string
  /** Command lines without `plimsoll`. */
  readonly examples: readonly string[]
  /** What it takes beside flags: `<file>` is one word, `<files...>` one or more, `[names...]` any number. */
  readonly takes?: string
  readonly takesAbout?: string
  readonly flags: FlagTable
  run(flags: Readonly<Record<string, unknown>>, words: readonly string[]): void | Promise<void>
}

/** A verb that has verbs of its own: `plimsoll data verify`. */
export interface CommandGroup {
  readonly about: string
  readonly examples: readonly string[]
  readonly commands: readonly CommandEntry[]
}

/** A verb as help lists it. */
export interface CommandEntry {
  readonly name: string
  /** Other names, the ones that users of freqtrade know. */
  readonly aliases?: readonly string[]
  readonly summary: string
  readonly load: () => Promise<{ readonly command: Command | CommandGroup }>
}

/** Flags that every verb takes. */
export const commonFlags = {
  userdir: text('folder', 'your folder: strategies, data, logs, exports', { initial: USER_FOLDER }),
}

/** Declares a verb; the types of its flags are taken from the declaration. */
export function defineCommand<const F extends FlagTable>(
  command: Omit<Command, 'flags' | 'run'> & {
    readonly flags: F
    run(flags: FlagsOf<F & typeof commonFlags>, words: readonly string[]): void | Promise<void>
  },
): Command {
  return { ...command, run: (flags, words) => command.run(flags as FlagsOf<F & typeof commonFlags>, words) }
}
