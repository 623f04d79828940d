import { type Command, CommanderError } from 'commander'
import { type CommandEntry, commands } from './cli/commands.ts'
import { inOurWords } from './cli/familiar-flags.ts'
import { printError, printLine, printNote } from './cli/output.ts'
import { PlimsollError } from './core/errors.ts'
import { didYouMean } from './core/nearest.ts'

/** Runs the command line `plimsoll …argv` and gives the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', endOnClosedPipe)
  try {
    const [verb, ...rest] = argv
    if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h') return await help(rest[0])
    if (verb === '--version' || verb === '-V') return await printVersion()
    const command = await load(find(verb))
    await command.parseAsync(inOurWords(rest), { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return exitCodeOf(error)
  }
}

function find(verb: string): CommandEntry {
  const entry = commands.find(({ name, aliases }) => name === verb || aliases.includes(verb))
  if (entry !== undefined) return entry
  const known = commands.map(({ name }) => name)
  throw new PlimsollError('usage', `unknown command "${verb}"`, `${didYouMean(verb, known)} See plimsoll --help.`)
}

async function load(entry: CommandEntry): Promise<Command> {
  const command = (await entry.load()).createCommand()
  return throwing(command)
}

/** Makes commander, and every subcommand, throw instead of ending the process. */
function throwing(command: Command): Command {
  command.exitOverride()
  command.configureOutput({ writeErr: (text) => printNote(text.trimEnd()) })
  for (const sub of command.commands) throwing(sub)
  return command
}

async function help(verb: string | undefined): Promise<number> {
  if (verb !== undefined) {
    ;(await load(find(verb))).outputHelp()
    return 0
  }
  const width = Math.max(...commands.map(({ name }) => name.length))
  printLine('plimsoll - autonomous crypto trading under a risk line\n')
  printLine('Usage: plimsoll <command> [options]\n\nCommands:')
  for (const { name, summary, aliases } of commands) {
    const also = aliases.length === 0 ? '' : ` (also: ${aliases.join(', ')})`
    printLine(`  ${name.padEnd(width)}  ${summary}${also}`)
  }
  printLine('\nplimsoll <command> --help shows the options of a command with examples.')
  return 0
}

async function printVersion(): Promise<number> {
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } })
  printLine(`plimsoll ${manifest.version} (Node ${process.versions.node})`)
  return 0
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  printError(error)
  return error instanceof PlimsollError && error.code === 'usage' ? 2 : 1
}

/** `plimsoll … | head` closes the pipe: that is the end, not a failure. */
function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}
