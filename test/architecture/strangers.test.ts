import { expect, test } from 'vitest'
import { findStrangers, hashOf } from './strangers.ts'

// Paths are put together here: this file is checked too.
const machinePath = (folder: string) => ['', folder, 'me', 'x.csv'].join('/')
const shared = ['..', 'shared', 'data'].join('/')

test.each(['work', 'home', 'Users', 'root'])('a path below /%s is found', (folder) => {
  const text = `first\nread('${machinePath(folder)}')`
  expect(findStrangers({ path: 'docs/a.md', text })).toMatchObject([{ file: 'docs/a.md', line: 2 }])
})

test.each([
  `https://x.org${machinePath('work')}`,
  `~${machinePath('work')}`,
  `a${machinePath('home')}`,
  'work/day, home/away',
])('what only looks like one is not: %s', (text) => {
  expect(findStrangers({ path: 'docs/a.md', text })).toEqual([])
})

test('the name of a tool around the repository is found, with one word or two', () => {
  const strangers = new Set(['night-shift', 'cargo --weigh', '.harbour'].map(hashOf))
  const find = (text: string) => findStrangers({ path: 'README.md', text }, strangers).length
  for (const text of ['Run Night-Shift first.', 'see `x/night-shift/y`', 'then cargo --weigh', 'a/.harbour/b']) {
    expect(find(text)).toBe(1)
  }
  for (const text of ['the night shift', 'cargo is weighed', 'cargo, --weigh', 'a harbour', 'overnight-shift']) {
    expect(find(text)).toBe(0)
  }
})

test('reference data beside the repository is for tests, benches and contributors', () => {
  const text = `read('${shared}')`
  expect(findStrangers({ path: 'src/cli/a.ts', text })).toHaveLength(1)
  expect(findStrangers({ path: 'README.md', text })).toHaveLength(1)
  for (const path of [
    'src/cli/a.test.ts',
    'src/indicators/testing/a.ts',
    'test/a.ts',
    'bench/a.ts',
    'CONTRIBUTING.md',
  ]) {
    expect(findStrangers({ path, text })).toEqual([])
  }
})
