#!/usr/bin/env node
// The only file that any Node.js can run: it makes sure that src/, which is TypeScript, is run by one that can.
import module from 'node:module'

const OLDEST_MAJOR = 24

if (import.meta.url.includes('/node_modules/')) {
  fail(
    'Node.js does not run TypeScript inside node_modules.',
    'Clone the repository and use it there, or `npm link` the clone.',
  )
} else if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) {
  module.enableCompileCache?.()
  await import('./know-plimsoll.js')
  const { main } = await import('../src/main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  await runPinned()
}

/** Starts this file again with the Node.js that package-lock.json pins; its exit is ours. */
async function runPinned() {
  const { spawn } = await import('node:child_process')
  const node = findPinned()
  if (node === undefined) {
    const cure = `Run \`npm ci\` in the clone, or install Node.js ${OLDEST_MAJOR} or newer.`
    return fail(
      `Plimsoll needs Node.js ${OLDEST_MAJOR} or newer, this is ${process.version} on ${process.platform}.`,
      cure,
    )
  }
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' })
  child.on('error', (error) => fail(`${node} does not start: ${error.message}`, 'Run `npm ci` again.'))
  passSignals(child)
}

function findPinned() {
  const name = process.platform === 'win32' ? 'node-win' : `node-${process.platform}`
  const executable = process.platform === 'win32' ? 'node.exe' : 'node'
  try {
    return module.createRequire(import.meta.url).resolve(`${name}-${process.arch}/bin/${executable}`)
  } catch {
    return undefined // not installed: the caller says what to do
  }
}

function passSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to every process in front; sending it once more would read as "stop at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => {
    if (signal === null) return process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

function fail(what, cure) {
  process.stderr.write(`error: ${what}\n  ${cure}\n`)
  process.exitCode = 1
}
