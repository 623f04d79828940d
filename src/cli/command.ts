import { Command, InvalidArgumentError } from 'commander'
import { PlimsollError } from '../core/errors.ts'

/**
 * How a verb of the command line is made. A file in `cli/` holds one verb and exports `createCommand(): Command`; its line in
 * `commands.ts` gives name, aliases and summary, so that help lists the verb and only the one that is called is loaded.
 * An action prints its result with `output.ts` and throws a `PlimsollError` when it cannot do what was asked.
 */
export function newCommand(name: string, about: string, examples: readonly string[]): Command {
  const command = new Command(name)
  command.description(about)
  command.addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ plimsoll ${example}`).join('\n')}\n`)
  command.showSuggestionAfterError(true)
  return command
}

/** Parser of an option that takes a number in [min, max]: `.option('--capital <amount>', '…', numberOption(1, 1e9), 10000)`. */
export function numberOption(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(`Use a number from ${min} to ${max}.`)
  }
}

/** Parser of an option that may be given several times or as a list with commas. */
export function listOption(text: string, previous: readonly string[] | undefined): string[] {
  const items = text.split(',').map((item) => item.trim())
  if (items.some((item) => item === '')) throw new InvalidArgumentError('An item of the list is empty.')
  return [...(previous ?? []), ...items]
}

/** Parser of `--param name=value`, which may be given several times. */
export function paramOption(
  text: string,
  previous: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Use name=value, as in fast=10.')
  return { ...previous, [text.slice(0, at).trim()]: text.slice(at + 1).trim() }
}

/** Instants [from, to) of `--timerange 20240101-20240201`; either side may be left out. Dates are UTC, the last day is not included. */
export function parseTimerange(text: string | undefined): { from: number; to: number } {
  if (text === undefined) return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  const match = /^(\d{8})?-(\d{8})?$/.exec(text)
  if (match === null || text === '-') throw badTimerange(text)
  const from = match[1] === undefined ? Number.NEGATIVE_INFINITY : parseDay(match[1], text)
  const to = match[2] === undefined ? Number.POSITIVE_INFINITY : parseDay(match[2], text)
  if (from >= to) throw badTimerange(text)
  return { from, to }
}

function parseDay(day: string, timerange: string): number {
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso) throw badTimerange(timerange)
  return at
}

function badTimerange(text: string): PlimsollError {
  return new PlimsollError(
    'usage',
    `timerange "${text}" is not a range of days`,
    'Write it as 20240101-20240201 (the last day is not included), 20240101- or -20240201.',
  )
}
