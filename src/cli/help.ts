import { type Command, type CommandGroup, commonFlags } from './command.ts'
import type { Flag } from './flag.ts'
import { flagName } from './parse-flags.ts'

/** Help is written for this width at most: longer lines are hard to read. */
const WIDEST = 100

/** The help of a command. `path` is how it is called: `data verify`. */
export function commandHelp(path: string, { about, takes, takesAbout, flags, examples }: Command): string {
  const taken = takes === undefined ? [] : [[takes, takesAbout ?? ''] as const]
  const rows = Object.entries({ ...flags, ...commonFlags }).map(
    ([key, flag]) => [heading(key, flag), description(flag)] as const,
  )
  const help = ['-h, --help', 'show this'] as const
  return [
    `Usage: plimsoll ${path}${takes === undefined ? '' : ` ${takes}`} [options]\n`,
    `${about}\n`,
    `Options:\n${columns([...taken, ...rows, help])}\n`,
    exampleLines(examples),
  ].join('\n')
}

/** The help of the program, or of a command that has commands of its own. */
export function groupHelp(path: string, { about, examples, commands }: CommandGroup): string {
  const start = path === '' ? 'plimsoll' : `plimsoll ${path}`
  const rows = commands.map(({ name, summary, aliases = [] }) => {
    const also = aliases.length === 0 ? '' : ` (also: ${aliases.join(', ')})`
    return [name, `${summary}${also}`] as const
  })
  return [
    `Usage: ${start} <command> [options]\n`,
    `${about}\n`,
    `Commands:\n${columns(rows)}\n`,
    exampleLines(examples),
    `${start} <command> --help shows the options of a command with examples.`,
  ].join('\n')
}

function heading(key: string, { short, value }: Flag): string {
  const placeholder = value === undefined ? '' : ` <${value}>`
  return `${short === undefined ? '    ' : `-${short}, `}--${flagName(key)}${placeholder}`
}

function description({ about, choices, isRequired, initial: usual, inUserFolder }: Flag): string {
  const initial = inUserFolder === undefined ? usual : `${commonFlags.userdir.initial}/${inUserFolder}`
  const notes = [
    ...(choices === undefined ? [] : [choices.join(', ')]),
    ...(isRequired ? ['required'] : []),
    ...(typeof initial === 'string' || Number.isFinite(initial) ? [`default: ${initial}`] : []),
  ]
  return notes.length === 0 ? about : `${about} (${notes.join('; ')})`
}

function exampleLines(examples: readonly string[]): string {
  return `Examples:\n${examples.map((example) => `  $ plimsoll ${example}\n`).join('')}`
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4
  const width = Math.min(process.stdout.columns ?? WIDEST, WIDEST) - left
  return rows
    .map(([name, text]) => `  ${name}`.padEnd(left) + wrap(text, width).join(`\n${' '.repeat(left)}`))
    .join('\n')
}

/** The words of a text on lines of at most `width` letters. */
function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}
