import { readFileSync } from 'node:fs'
import peggy from 'peggy'
import { expect, test } from 'vitest'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

test('the parser is what the grammar gives: after a change run npm run grammar', () => {
  const generated = peggy.generate(read('condition.peggy'), { output: 'source', format: 'es' })
  expect(generated === read('condition-parser.js')).toBe(true)
})

test('the parser imports nothing', () => {
  expect(read('condition-parser.js')).not.toMatch(/\b(import|require)\b/)
})
