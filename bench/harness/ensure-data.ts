import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BENCH, DATA } from './bench-paths.ts'
import { runOrThrow } from './run-or-throw.ts'

/** How the sha256 of each file begins: numbers of other data are not comparable. */
const SHA256: Readonly<Record<string, string>> = {
  'one_1m.f64': '94be9746a45f1150',
  'one_200k.f64': '693ca5f6d79b37db',
  'one_5k.f64': '33304dfd9d3e58ad',
}

/** Writes the bench data where it is missing or wrong. */
export function ensureData(): void {
  if (wrongFiles().length === 0) return
  mkdirSync(DATA, { recursive: true })
  runOrThrow(process.execPath, [join(BENCH, 'workloads/generate.ts'), DATA])
  const wrong = wrongFiles()
  if (wrong.length > 0)
    throw new Error(`the generator wrote other data than the workloads prescribe: ${wrong.join(', ')}`)
}

function wrongFiles(): string[] {
  const wrong = Object.entries(SHA256).filter(([name, begin]) => !sha256Of(join(DATA, name)).startsWith(begin))
  const others = ['one_1m.csv', 'one_5k.csv', ...[0, 1, 2, 3, 4].map((k) => `sym${k}_200k.f64`)]
  const missing = others.filter((name) => !existsSync(join(DATA, name)))
  return [...wrong.map(([name]) => name), ...missing]
}

function sha256Of(path: string): string {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : ''
}
