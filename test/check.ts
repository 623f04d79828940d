import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type Counts, formatCounts, parseCounts } from './count-reporter.ts'

/** What must hold besides the tests: a script of package.json, and the command that cures most of its complaints. */
const STEPS = [
  { script: 'lint', cure: 'npm run format' },
  { script: 'typecheck', cure: 'correct the types' },
  { script: 'dead-code', cure: 'remove what is unused' },
] as const

/**
 * `npm run check`: every step runs, also after one has failed, and the tests come last. The last line holds the counts of the
 * tests, with one more failure for each step that failed, so that the line never claims a success that the exit code denies.
 */
async function check(): Promise<number> {
  const failures: string[] = []
  for (const { script, cure } of STEPS) {
    console.log(`\n== ${script}`)
    if ((await runNpm(['run', script])).exitCode !== 0) failures.push(`${script} failed: ${cure}`)
  }
  console.log('\n== test')
  const tests = await runNpm(['test'])
  const counts = tests.counts ?? { passed: 0, failed: 1, skipped: 0 }
  if (tests.counts === undefined) failures.push('the tests ended without a count')
  else if (tests.exitCode !== 0 && counts.failed === 0)
    failures.push(`the tests ended with exit code ${tests.exitCode}`)
  for (const failure of failures) console.log(failure)
  const failed = tests.counts === undefined ? failures.length : counts.failed + failures.length
  console.log(formatCounts({ ...counts, failed }))
  return failed === 0 ? 0 : 1
}

/** Runs npm as the npm that called us, passes its output on, and keeps the line of counts back for the end. */
async function runNpm(args: readonly string[]): Promise<{ exitCode: number; counts: Counts | undefined }> {
  const npm = process.env.npm_execpath
  if (npm === undefined) throw new Error('npm_execpath is not set: start this with npm run check')
  const child = spawn(process.execPath, [npm, '--silent', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env,
  })
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
  let counts: Counts | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    const found = parseCounts(line)
    if (found === undefined) console.log(line)
    else counts = found
  }
  return { exitCode: await ended, counts }
}

process.exitCode = await check()
