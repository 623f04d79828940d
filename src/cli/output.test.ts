import { expect, test, vi } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import { printError } from './output.ts'

function printed(error: unknown): string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  printError(error)
  return write.mock.calls.map(([text]) => String(text)).join('')
}

test('an error is told with its cure, line by line', () => {
  expect(printed(new PlimsollError('data', 'risk.json: stop\n  must be above 0', 'Change it.'))).toBe(
    'error: risk.json: stop\n  must be above 0\n  Change it.\n',
  )
})

test('what somebody else wrote into an error does not steer the terminal', () => {
  const said = 'the exchange says "\u001b[2J\u001b]0;title\u0007\u202egnitset\r"'
  expect(printed(new PlimsollError('data', said, 'Look.'))).toBe(
    'error: the exchange says "\\u001b[2J\\u001b]0;title\\u0007\\u202egnitset\\r"\n  Look.\n',
  )
})

test('a bug is told with its stack', () => {
  expect(printed(new TypeError('x is undefined'))).toMatch(
    /^error: this is a bug in Plimsoll, please report it\nTypeError: x is undefined\n {4}at /,
  )
})
