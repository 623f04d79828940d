import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { strategies } from './catalogue.ts'

test('every file in rules/ holds the one strategy that it is called after, and the catalogue lists them all', () => {
  const files = readdirSync(new URL('rules/', import.meta.url)).filter((file) => !file.endsWith('.test.ts'))
  expect(strategies.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort())
})
