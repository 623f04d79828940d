import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EventPacker } from './event-packer.ts'
import { EventUnpacker, UnpackError } from './event-unpacker.ts'

type Event = { readonly type: string; readonly [name: string]: unknown }

/** The events of some frames, packed one behind the other and unpacked again. */
function throughFrames(frames: readonly (readonly Event[])[]): string[][] {
  const packer = new EventPacker()
  return frames.map((events) => {
    packer.beginFrame()
    const packed = events.map((event) => {
      packer.pack(event)
      return packer.words.slice(0, packer.length)
    })
    const unpacker = new EventUnpacker(Buffer.concat(packed.map(({ buffer }) => Buffer.from(buffer))))
    let at = 0
    return packed.map(({ byteLength }) => {
      at += byteLength
      return unpacker.unpack(at - byteLength, byteLength)
    })
  })
}

const texts = (frames: readonly (readonly unknown[])[]) => frames.map((events) => events.map((e) => JSON.stringify(e)))

describe('an event comes back as the JSON that it would have been', () => {
  test('whatever is in it', () => {
    const numbers = [0, -0, 1, -1, 2 ** 28, -(2 ** 28), 2 ** 28 - 1, 2 ** 31, 0.1, 5e-324, 1.797e308, 1e21, 1e-7]
    const events: Event[] = [
      { type: 'numbers', numbers, not: [Number.NaN, Number.POSITIVE_INFINITY] },
      { type: 'texts', texts: ['', 'a', 'ü', '\ud83d\ude00', '\n"\\', 'x'.repeat(100_000), 'a'] },
      { type: 'others', yes: true, no: false, none: null, left: undefined, inside: [undefined], empty: {}, list: [] },
      { type: 'told', at: new Date(0), url: new URL('https://example.com/a') },
      { type: 'nested', a: { b: [{ c: 1 }, { c: 2, d: { e: [] } }, { d: 3, c: 4 }] } },
    ]
    expect(throughFrames([events, events])).toEqual(texts([events, events]))
  })

  test('of any shape, in any order, in any frame', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.double(),
        fc.integer(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(null, true, false, undefined, 'a', 'b'),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', '7'), tie('any'), { noNullPrototype: true }),
      ),
    })).any
    const event = fc.record({ type: fc.constantFrom('a', 'b'), x: value, y: value }, { requiredKeys: ['type'] })
    fc.assert(
      fc.property(fc.array(fc.array(event, { maxLength: 6 }), { maxLength: 4 }), (frames) => {
        expect(throughFrames(frames as Event[][])).toEqual(texts(frames))
      }),
      { numRuns: 500 },
    )
  })
})

test('a name or a text is written once in a frame, and again in the next', () => {
  const packer = new EventPacker()
  const lengths = [1, 2].map(() => {
    packer.beginFrame()
    return [1, 2, 3].map((at) => {
      packer.pack({ type: 'signal', at, reason: 'price crossed above the upper band' } as Event)
      return packer.length
    })
  })
  // A shape, its three names of 4, 2 and 6 bytes, a text of 6 bytes, a whole number and a text of 34 bytes.
  const first = 1 + 2 + 2 + 3 + 3 + 1 + 10
  expect(lengths).toEqual([
    [first, 4, 4],
    [first, 4, 4],
  ])
})

test('what is no value is refused', () => {
  const packer = new EventPacker()
  expect(() => packer.pack({ type: 'odd', work: () => 1 } as Event)).toThrow('a function in an event')
  expect(() => packer.pack({ type: 'odd', large: 1n } as Event)).toThrow('a bigint in an event')
  expect(() => packer.pack(Object.create({ type: 'odd' }))).toThrow('an event with fields of a prototype')
})

test('words that were not packed are told from others, whatever they are', () => {
  const packer = new EventPacker()
  packer.beginFrame()
  packer.pack({ type: 'a', list: [1, 0.5, 'text', { b: null }] } as Event)
  const whole = packer.words.slice(0, packer.length)
  let refused = 0
  for (let at = 0; at < whole.length; at++) {
    for (let bit = 0; bit < 32; bit++) {
      const words = whole.slice()
      words[at] = (words[at] as number) ^ (1 << bit)
      try {
        const text = new EventUnpacker(Buffer.from(words.buffer)).unpack(0, words.byteLength)
        expect(() => JSON.parse(text)).not.toThrow()
      } catch (error) {
        expect(error).toBeInstanceOf(UnpackError)
        refused++
      }
    }
  }
  expect(refused).toBeGreaterThan(100)
})
