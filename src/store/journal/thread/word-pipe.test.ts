import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makePipe, PipeReader, PipeWriter } from './word-pipe.ts'

const noWaiting = () => {
  throw new Error('it waits')
}

test('what goes in comes out, bit by bit, wherever the ring ends and the counters go round', () => {
  const bits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
  const steps = fc.array(fc.array(bits, { maxLength: 8 }), { maxLength: 30 })
  fc.assert(
    fc.property(steps, fc.constantFrom(0, 5, 2 ** 31 - 3, 2 ** 32 - 7), (all, startedAt) => {
      const memory = makePipe(8)
      memory.state.fill(startedAt)
      const writer = new PipeWriter(memory, noWaiting)
      const reader = new PipeReader(memory)
      for (const words of all) {
        const values = new Float64Array(BigUint64Array.from(words).buffer)
        writer.write(values)
        const read = new Float64Array(words.length)
        reader.read(read)
        expect([...new BigUint64Array(read.buffer)]).toEqual(words)
      }
    }),
  )
})

test('a writer waits when the ring is full, and writes the rest when something was read', () => {
  const memory = makePipe(4)
  const reader = new PipeReader(memory)
  const read: number[] = []
  const writer = new PipeWriter(memory, (state, place, value) => {
    expect(Atomics.load(state, place)).toBe(value)
    const some = new Float64Array(3)
    reader.read(some)
    read.push(...some)
  })
  writer.write(Float64Array.of(0, 1, 2, 3))
  expect(read).toEqual([])
  writer.write(Float64Array.of(4, 5, 6, 7, 8, 9, 10, 11))
  expect(read).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  const rest = new Float64Array(3)
  reader.read(rest)
  expect([...rest]).toEqual([9, 10, 11])
})

test('a reader is told when there is something', async () => {
  const memory = makePipe(4)
  const reader = new PipeReader(memory)
  let isThere = false
  const told = reader.untilSome().then(() => {
    isThere = true
  })
  await new Promise(setImmediate)
  expect(isThere).toBe(false)
  new PipeWriter(memory, noWaiting).write(Float64Array.of(1))
  await told
  expect(isThere).toBe(true)
  await reader.untilSome()
})
