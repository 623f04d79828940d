import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'

/**
 * Keeps this process, and so every child that it starts, on one core: a process that moves starts with cold caches.
 * @returns the core, or undefined where the system has no `taskset`
 */
export function pinToCore(): number | undefined {
  const core = cpus().length - 1
  return allow(String(core)) ? core : undefined
}

/**
 * Does `work` with every core allowed, then pins again: for whole processes, and for work that has threads. Node.js compiles and collects
 * garbage beside the program; on one core that would be measured as if it came before or after.
 */
export function onAllCores<T>(work: () => T): T {
  const core = cpus().length - 1
  const wasPinned = allow(`0-${core}`)
  try {
    return work()
  } finally {
    if (wasPinned) allow(String(core))
  }
}

function allow(cores: string): boolean {
  return spawnSync('taskset', ['-cp', cores, String(process.pid)], { stdio: 'ignore' }).status === 0
}
