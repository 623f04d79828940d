import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { PROJECT } from './bench-paths.ts'

// `node take-turns.ts DATA NAME NAME …`: warms the workloads one after the other, each in a process of its own, then lets them do their
// repeats in turns, and prints what each has told as one JSON list. Only one of them works at a time.

interface Player {
  readonly name: string
  readonly process: ChildProcessByStdio<Writable, Readable, null>
  readonly lines: AsyncIterator<string>
  readonly repeats: number
}

const [data = '', ...names] = process.argv.slice(2)
const players: Player[] = []
for (const name of names) players.push(await warm(name))
for (let k = 0; k < Math.max(...players.map(({ repeats }) => repeats)); k++) {
  for (const player of k % 2 === 0 ? players : players.toReversed()) {
    player.process.stdin.write('\n')
    await nextLine(player)
  }
}
const told: unknown[] = []
for (const player of players) {
  player.process.stdin.end()
  told.push(JSON.parse(await nextLine(player)))
}
console.log(JSON.stringify(told))

async function warm(name: string): Promise<Player> {
  const script = join(PROJECT, 'bench/workloads/run-one.ts')
  const child = spawn(process.execPath, [script, name, data, '--in-turns'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const player = { name, process: child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() }
  const [word, repeats] = (await nextLine(player)).split(' ')
  if (word !== 'ready') throw new Error(`${name} is not ready: ${word}`)
  return { ...player, repeats: Number(repeats) }
}

async function nextLine({ name, lines }: Pick<Player, 'name' | 'lines'>): Promise<string> {
  const { value, done } = await lines.next()
  if (done === true) throw new Error(`${name} ended before its last repeat`)
  return value
}
