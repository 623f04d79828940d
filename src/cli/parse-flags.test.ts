import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import { defineCommand } from './command.ts'
import { choice, integer, list, number, on, pairs, text, userPath } from './flag.ts'
import { commandHelp } from './help.ts'
import { parseFlags } from './parse-flags.ts'

const command = defineCommand({
  about: 'Packs boxes.',
  examples: ['pack --box-size 3 apples'],
  takes: '<things...>',
  takesAbout: 'what to pack',
  flags: {
    boxSize: number('litres', 'size of a box', [1, 100], { initial: 10 }),
    count: integer('count', 'boxes', [0, 9]),
    label: list('texts', 'labels', { short: 'l' }),
    colour: choice('colour', 'of the box', ['red', 'blue'], { initial: 'red' }),
    to: text('place', 'where they go', { isRequired: true }),
    param: pairs('anything else'),
    fast: on('in a hurry'),
  },
  run: () => undefined,
})

/** What is said when a command line is refused: message and cure. */
function refusal(...argv: string[]): string {
  try {
    parseFlags(command, argv)
  } catch (error) {
    if (error instanceof PlimsollError && error.code === 'usage') return `${error.message} ${error.cure}`
    throw error
  }
  throw new Error(`${argv.join(' ')} was not refused`)
}

test('a path in the folder of the user goes where the folder goes', () => {
  const paths = { ...command, takes: '[names...]', flags: { path: userPath('folder', 'a folder', 'some/thing') } }
  const pathOf = (...argv: string[]) => parseFlags(paths, argv).flags.path
  expect(pathOf()).toBe(join('plimsoll', 'some', 'thing'))
  expect(pathOf('--userdir', 'mine')).toBe(join('mine', 'some', 'thing'))
  expect(pathOf('--path', 'here', '--userdir', 'mine')).toBe('here')
})

test('flags get their values, what is not given its initial one', () => {
  const { flags, words } = parseFlags(command, ['apples', '--to', 'Rome', '-l', 'a,b', '--label=c', '--fast', 'pears'])
  expect(flags).toEqual({
    boxSize: 10,
    count: undefined,
    label: ['a', 'b', 'c'],
    colour: 'red',
    to: 'Rome',
    param: {},
    fast: true,
    userdir: 'plimsoll',
  })
  expect(words).toEqual(['apples', 'pears'])
})

test('pairs add up, the last value of another flag wins, -- ends the flags', () => {
  const argv = ['--to', 'Rome', '--param', 'a=1', '--param=b=x=y', '--to=Paris', '--', '--fast']
  const { flags, words } = parseFlags(command, argv)
  expect(flags).toMatchObject({ param: { a: '1', b: 'x=y' }, to: 'Paris', fast: false })
  expect(words).toEqual(['--fast'])
})

test('a negative number is a value', () => {
  expect(refusal('--box-size', '-3')).toMatch('--box-size cannot be "-3" Use a number from 1 to 100.')
})

describe('a command line is refused with', () => {
  const to = ['--to', 'Rome']
  test.each<[string, string[], string]>([
    ['an unknown flag', ['--box-siz', '3'], 'unknown flag --box-siz Did you mean --box-size?'],
    ['an unknown letter', ['-x'], 'unknown flag -x See --help.'],
    ['a flag without its value', ['x', '--to'], '--to needs a value Write --to <place>.'],
    ['a flag in place of a value', ['x', '--to', '--fast'], '--to needs a value'],
    ['a value for a switch', ['x', ...to, '--fast=yes'], '--fast takes no value Write --fast alone.'],
    ['a missing flag', ['x'], '--to is missing Add --to <place>.'],
    ['no word', to, '<things...> is missing'],
    ['text in a number', ['x', ...to, '--box-size', 'abc'], '--box-size cannot be "abc" Use a number from 1 to 100.'],
    ['an empty number', ['x', ...to, '--box-size='], '--box-size cannot be ""'],
    ['half a box', ['x', ...to, '--count', '1.5'], '--count cannot be "1.5" Use a whole number.'],
    ['an unknown choice', ['x', ...to, '--colour', 'green'], '--colour cannot be "green" Use red or blue.'],
    ['an empty item', ['x', ...to, '-l', 'a,,b'], '--label cannot be "a,,b" An item of the list is empty.'],
    ['a pair without a name', ['x', ...to, '--param', '=3'], '--param cannot be "=3" Use name=value'],
  ])('%s', (_, argv, said) => {
    expect(refusal(...argv)).toContain(said)
  })

  test('a word too many', () => {
    const one = { ...command, takes: '<thing>' }
    expect(() => parseFlags(one, ['x', 'y', ...to])).toThrow('"y" is one word too many')
    const { takes: _, ...none } = command
    expect(() => parseFlags(none, ['x', ...to])).toThrow('"x" is one word too many')
  })
})

test('help lists every flag with its choices and what it is when left out', () => {
  const help = commandHelp('pack', command)
  expect(help).toContain('Usage: plimsoll pack <things...> [options]')
  expect(help).toMatch(/--box-size <litres> +size of a box \(default: 10\)/)
  expect(help).toMatch(/-l, --label <texts> +labels\n/)
  expect(help).toMatch(/--colour <colour> +of the box \(red, blue; default: red\)/)
  expect(help).toMatch(/--to <place> +where they go \(required\)/)
  expect(help).toMatch(/ {6}--fast +in a hurry\n/)
  expect(help).toContain('  $ plimsoll pack --box-size 3 apples')
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
})
