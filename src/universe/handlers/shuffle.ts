import { createPrng } from '../../core/prng.ts'
import { bySymbol, type Candidate, type Handler } from '../universe.ts'

/** An order by chance, another one at every moment: the same for the same seed, moment and candidates, however they were ordered. */
export function shuffle({ seed }: { readonly seed: number }): Handler {
  return {
    name: 'shuffle',
    apply: (candidates, { at }) => {
      const random = createPrng(seedAt(seed, at))
      const order = [...bySymbol(candidates)]
      // Fisher-Yates.
      for (let i = order.length - 1; i > 0; i--) {
        const k = Math.floor(random() * (i + 1))
        const held = order[i] as Candidate
        order[i] = order[k] as Candidate
        order[k] = held
      }
      return order
    },
  }
}

/** Both words of the moment and the seed in one; the odd factor of Knuth keeps seeds beside each other apart. */
function seedAt(seed: number, at: number): number {
  return Math.imul(seed, 0x9e3779b1) ^ (at | 0) ^ Math.imul(Math.floor(at / 2 ** 32), 0x85ebca6b)
}
