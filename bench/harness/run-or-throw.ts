import { spawnSync } from 'node:child_process'

export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/** Runs a command to its end and gives what it printed. */
export function runOrThrow(command: string, args: readonly string[], { cwd, env }: RunOptions = {}): string {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
  })
  if (error !== undefined) throw new Error(`${command} does not start: ${error.message}`, { cause: error })
  if (status === 0) return stdout
  const end = stderr.trim().split('\n').slice(-12).join('\n')
  throw new Error(`${command} ${args.join(' ')} ended with ${signal ?? `exit code ${status}`}\n${end}`)
}
