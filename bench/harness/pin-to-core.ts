import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/**
 * Keeps this process, and so every child that it starts, on one core: a process that moves starts with cold caches.
 * @returns the core, or undefined where the system has no `taskset`
 */
export function pinToCore(): number | undefined {
  const core = availableParallelism() - 1
  const { status } = spawnSync('taskset', ['-cp', String(core), String(process.pid)], { stdio: 'ignore' })
  return status === 0 ? core : undefined
}
