import { printError, printLine } from './cli/output.ts'
import { runCommandLine } from './cli/run-command-line.ts'
import { PlimsollError } from './core/errors.ts'

/** Runs the command line `plimsoll …argv` and gives the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', endOnClosedPipe)
  try {
    const isVersion = argv[0] === '--version' || argv[0] === '-V'
    await (isVersion ? printVersion() : runCommandLine(argv))
    return Number(process.exitCode ?? 0)
  } catch (error) {
    printError(error)
    return error instanceof PlimsollError && error.code === 'usage' ? 2 : 1
  }
}

async function printVersion(): Promise<void> {
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } })
  printLine(`plimsoll ${manifest.version} (Node ${process.versions.node})`)
}

/** `plimsoll … | head` closes the pipe: that is the end, not a failure. */
function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}
