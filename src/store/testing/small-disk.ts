import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'vitest'

/** A file system of a few kilobytes, for tests to fill. Not every user may mount one: then they are skipped and say so. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'plimsoll-small-disk-'))
  readonly #isMounted: boolean

  /** @param size as `mount` takes it, such as 64k */
  constructor(size: string) {
    this.#isMounted = canRun('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', this.folder])
  }

  /** Ends the test when there is no such disk. */
  need({ skip }: Pick<TestContext, 'skip'>): void {
    skip(!this.#isMounted, 'this user may not mount a small disk to fill')
  }

  /** @param options such as `size=512k` or `ro` */
  remount(options: string): void {
    execFileSync('mount', ['-o', `remount,${options}`, this.folder])
  }

  remove(): void {
    if (this.#isMounted) execFileSync('umount', ['-l', this.folder]) // also when a test that failed left a file open
    rmSync(this.folder, { recursive: true })
  }
}

function canRun(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
