import { expect, test } from 'vitest'
import { GlobalHalt } from './global-halt.ts'

function account() {
  const told: string[] = []
  return {
    told,
    holdGlobally: (state: string, reason: string) => told.push(`${state} ${reason}`),
    letGoGlobally: (reason: string) => told.push(`active ${reason}`),
  }
}

test('every account is held and let go, and one that joins meanwhile is held too', () => {
  const all = new GlobalHalt()
  const [first, second] = [account(), account()]
  all.join(first)
  expect(all.state).toBe('active')
  all.halt('halted', 'boss', 'the exchange is odd')
  all.join(second)
  expect(all.state).toBe('halted')
  all.halt('halted_flat', 'boss', 'it is worse')
  all.halt('close_only', 'anna', 'not so bad')
  all.resume('anna', 'all is well')
  expect(all.state).toBe('active')
  expect(first.told).toEqual([
    'halted boss: the exchange is odd',
    'halted_flat boss: it is worse',
    'active anna: all is well',
  ])
  expect(second.told).toEqual(first.told)
})

test('who joins when nothing holds is told nothing, and there is nothing to let go', () => {
  const all = new GlobalHalt()
  const first = account()
  all.join(first)
  all.resume('anna', 'for sure')
  expect(first.told).toEqual([])
})
