import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BENCH, REFERENCE } from './bench-paths.ts'
import type { Contender, Sample } from './interleave.ts'
import { runOrThrow } from './run-or-throw.ts'

const SOURCE = join(REFERENCE, 'floor.c')
const FLAGS = ['-O3', '-march=native', '-ffp-contract=off', '-fno-math-errno']

/** The same work by hand in C: the physical limit to compare with. */
export interface Floor {
  /** One for each compiler that this machine has: the quicker of them counts. */
  readonly binaries: readonly { readonly compiler: string; readonly path: string }[]
  /** Why there is none; undefined when there is one. */
  readonly missing: string | undefined
}

export interface FloorSample extends Sample {
  readonly output: string
}

export type FloorWork = 'w1opt' | 'w2' | 'w4'

export function buildFloor(): Floor {
  if (!existsSync(SOURCE))
    return { binaries: [], missing: 'the C floor is not part of the product, and its source is not here' }
  const compilers = ['clang', 'gcc'].filter(
    (compiler) => spawnSync(compiler, ['--version'], { stdio: 'ignore' }).status === 0,
  )
  if (compilers.length === 0) return { binaries: [], missing: 'neither clang nor gcc is installed' }
  mkdirSync(join(BENCH, 'floor'), { recursive: true })
  return { binaries: compilers.map((compiler) => ({ compiler, path: compile(compiler) })), missing: undefined }
}

function compile(compiler: string): string {
  const path = join(BENCH, 'floor', compiler)
  const isNew = existsSync(path) && statSync(path).mtimeMs > statSync(SOURCE).mtimeMs
  if (!isNew) runOrThrow(compiler, [...FLAGS, SOURCE, '-o', path, '-lm', '-lpthread'])
  return path
}

/** The floor as contenders, one for each compiler. It finds the files of W4 in `data/` of the folder that it runs in. */
export function floorContenders(floor: Floor, work: FloorWork, repeats: number): Contender<FloorSample>[] {
  return floor.binaries.map(({ compiler, path }) => ({
    name: `C ${compiler}`,
    measure: () => {
      const output = runOrThrow(path, [work, 'data/one_1m.f64', String(repeats)], { cwd: BENCH })
      return { perItemMs: parseFloorTime(output) / 1e6, output }
    },
  }))
}

/** Nanoseconds an item out of `w2: min 11.9 ms  median 12.0 ms  max 12.4 ms  -> 11.99 ns/item (median)`. */
export function parseFloorTime(output: string): number {
  const nanoseconds = Number(/-> ([\d.]+) ns\/item/.exec(output)?.[1])
  if (!(nanoseconds > 0)) throw new Error(`the C floor printed no time: ${output.trim()}`)
  return nanoseconds
}
