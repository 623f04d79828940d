import type { Finding, SourceFile } from './source-file.ts'

/** Chains of imports that come back to where they began, imports of types included. Each group of files is reported once. */
export function findCycles(sources: readonly SourceFile[]): Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const done = new Set<string>()
  const trail: string[] = []
  const findings: Finding[] = []

  function visit(path: string): void {
    const source = byPath.get(path)
    if (source === undefined || done.has(path)) return
    trail.push(path)
    for (const imported of source.imports) {
      if (imported.path === undefined) continue
      const at = trail.indexOf(imported.path)
      if (at < 0) visit(imported.path)
      else findings.push(cycleFinding(trail.slice(at), imported.line))
    }
    trail.pop()
    done.add(path)
  }

  for (const { path } of sources) visit(path)
  return findings
}

function cycleFinding(cycle: readonly string[], line: number): Finding {
  return {
    file: cycle.at(-1) ?? '',
    line,
    rule: `an import cycle: ${[...cycle, cycle[0]].join(' -> ')}`,
    cure: 'Move what both sides need into a file of its own that imports neither.',
  }
}
