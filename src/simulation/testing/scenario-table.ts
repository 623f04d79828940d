/** One line of a scenario: what is done, and what it must come to. */
export interface ScenarioLine {
  readonly text: string
  readonly words: readonly string[]
  readonly expected: string
}

/** Splits a table into lines: `what is done -> what comes of it  # a note`. A line without an arrow must come to nothing. */
export function parseTable(table: string): ScenarioLine[] {
  const lines: ScenarioLine[] = []
  for (const line of table.split('\n')) {
    const [text = '', expected = ''] = line.replace(/(^|\s)#.*$/, '').split('->', 2)
    if (text.trim() === '' && expected.trim() === '') continue
    lines.push({
      text: text.trim(),
      words: text.trim().split(/\s+/),
      expected: expected.trim().replaceAll(/\s+/g, ' '),
    })
  }
  return lines
}

/** Fails with the whole table as it came out when a line came to something else than it must. */
export function expectTable(lines: readonly ScenarioLine[], outcomes: readonly string[]): void {
  const width = Math.max(...lines.map(({ text }) => text.length)) + 2
  const isWrong = lines.some(({ expected }, k) => expected !== outcomes[k])
  if (!isWrong) return
  const shown = lines.map(({ text, expected }, k) => {
    const actual = outcomes[k] ?? ''
    const line = `  ${text.padEnd(width)}${actual === '' ? '' : `-> ${actual}`}`.trimEnd()
    return expected === actual
      ? line
      : `${line}\n! ${'expected'.padStart(width)}${expected === '' ? ' nothing' : `-> ${expected}`}`
  })
  throw new Error(`the scenario came out differently:\n${shown.join('\n')}`)
}

/** A number as tables show it: rounded to ten digits, so that 99.00000000000001 reads 99. */
export function shown(value: number): string {
  return String(Number(value.toPrecision(10)))
}

/** The number behind `word`: `95`, `x10`, `2%`. */
export function numberIn(word: string | undefined): number {
  const value = Number(word?.replace(/^x|%$/g, ''))
  if (word === undefined || word === '' || Number.isNaN(value)) throw new Error(`"${word}" is not a number`)
  return value
}

/** The number that follows `word`, NaN when the line has no such word. */
export function after(words: readonly string[], word: string): number {
  const at = words.indexOf(word)
  return at < 0 ? Number.NaN : numberIn(words[at + 1])
}
