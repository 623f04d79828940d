import { PlimsollError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import type { Command, CommandGroup } from './command.ts'
import { program } from './commands.ts'
import { inOurWords } from './familiar-flags.ts'
import { printLine } from './output.ts'
import { parseFlags } from './parse-flags.ts'

/** Finds the verb of the command line `plimsoll …argv` and runs it, or prints help. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const [verb, ...rest] = argv
  await runGroup(program, [], verb === 'help' ? [...rest, '--help'] : argv)
}

/** Goes down one verb of `argv`; `path` holds those that came before. */
async function runGroup(group: CommandGroup, path: readonly string[], argv: readonly string[]): Promise<void> {
  const [verb, ...rest] = argv
  if (verb === undefined || isHelp(verb)) {
    const { groupHelp } = await import('./help.ts')
    return printLine(groupHelp(path.join(' '), group))
  }
  const entry = group.commands.find(({ name, aliases = [] }) => name === verb || aliases.includes(verb))
  if (entry === undefined) throw unknownCommand(verb, path, group)
  const { command } = await entry.load()
  const here = [...path, entry.name]
  if ('commands' in command) return runGroup(command, here, rest)
  return runCommand(command, here, rest)
}

async function runCommand(command: Command, path: readonly string[], argv: readonly string[]): Promise<void> {
  if (argv.some(isHelp)) {
    const { commandHelp } = await import('./help.ts')
    return printLine(commandHelp(path.join(' '), command))
  }
  const { flags, words } = parseFlags(command, inOurWords(argv))
  await command.run(flags, words)
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}

function unknownCommand(verb: string, path: readonly string[], { commands }: CommandGroup): PlimsollError {
  const known = commands.map(({ name }) => name)
  const help = ['plimsoll', ...path, '--help'].join(' ')
  return new PlimsollError('usage', `unknown command "${verb}"`, `${didYouMean(verb, known)} See ${help}.`)
}
