import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CliResult } from './run-cli.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url))

/** Runs `plimsoll …args` with `input` piped in. */
export function runWithInput(args: readonly string[], input: string, env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], { timeout: 60_000, env: { ...process.env, ...env } })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (data) => (stdout += data))
    child.stderr.on('data', (data) => (stderr += data))
    // A command that refuses its flags ends before it reads the input.
    child.stdin.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? undefined : reject(error)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    child.stdin.end(input)
  })
}
