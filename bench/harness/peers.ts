import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BENCH } from './bench-paths.ts'
import { runOrThrow } from './run-or-throw.ts'

export interface Peers {
  /** Why they are not there; undefined when they are. */
  readonly missing: string | undefined
}

export const PEERS = BENCH
export const BACKTEST_KIT = join(BENCH, 'peers/backtest-kit')

/**
 * Installs the peers of a folder without running any of their scripts: as its lock file says, or, in a folder that has none because
 * the registry that wrote the others lacks a dependency, whatever the registry at hand gives.
 */
export function installPeers(folder: string): Peers {
  const stamp = join(folder, 'node_modules/.package-lock.json')
  const lock = join(folder, 'package-lock.json')
  const hasLock = existsSync(lock)
  if (existsSync(stamp) && (!hasLock || isSameLock(lock, stamp))) return { missing: undefined }
  const how = hasLock ? ['ci'] : ['install', '--no-package-lock', '--legacy-peer-deps']
  try {
    runOrThrow('npm', [...how, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder })
    return { missing: undefined }
  } catch (error) {
    return { missing: `npm ${how[0]} failed: ${reasonOf(error)}` }
  }
}

function reasonOf(error: unknown): string {
  const lines = error instanceof Error ? error.message.split('\n') : []
  const said = lines.filter((line) => line.startsWith('npm error')).map((line) => line.slice('npm error '.length))
  return (
    said.find((line) => /matching|Not Found|not be found|network/i.test(line)) ?? said[0] ?? 'for an unknown reason'
  )
}

/** npm keeps what it has installed in a lock file of its own, without the root package. */
function isSameLock(lock: string, stamp: string): boolean {
  const wanted = versionsOf(lock)
  const installed = versionsOf(stamp)
  return [...wanted].every(([path, version]) => installed.get(path) === version)
}

function versionsOf(path: string): Map<string, string> {
  const { packages } = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, { version?: string }> }
  return new Map(
    Object.entries(packages)
      .filter(([name]) => name !== '')
      .map(([name, { version }]) => [name, version ?? '']),
  )
}
