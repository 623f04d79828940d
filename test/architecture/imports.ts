import { isBuiltin } from 'node:module'
import { type Layer, layers, refuseImport, roots } from './layers.ts'
import { type Finding, type ImportOf, isTestPath, type SourceFile } from './source-file.ts'

/** The border guard: who may import whom. */
export function findForbiddenImports(source: SourceFile): Finding[] {
  if (source.layer === undefined && !source.isRoot) return [unknownFolder(source)]
  if (source.role === 'test') return []
  return source.imports.flatMap((imported) => {
    const refusal = imported.path === undefined ? refusePackage(source, imported) : refusePath(source, imported.path)
    return refusal === undefined ? [] : [{ file: source.path, line: imported.line, ...refusal }]
  })
}

type Refusal = Pick<Finding, 'rule' | 'cure'>

function unknownFolder({ path }: SourceFile): Finding {
  return {
    file: path,
    line: 1,
    rule: 'this is no layer of the architecture',
    cure: `Move it to one of ${layers.map(({ name }) => name).join(', ')}; a new layer needs a line in test/architecture/layers.ts and a reason in ARCHITECTURE.md.`,
  }
}

function refusePath({ layer, isRoot, path }: SourceFile, target: string): Refusal | undefined {
  if (isTestPath(target)) {
    return { rule: `imports ${target}, which only tests may`, cure: 'Move what both need into the product.' }
  }
  if (isRoot || layer === undefined) return undefined
  if (!target.startsWith('src/')) {
    return { rule: `imports ${target} from outside src/`, cure: 'Only src/main.ts may; take it as an argument.' }
  }
  const inside = target.slice('src/'.length)
  if (roots.includes(inside)) {
    return { rule: `imports ${target}, the root of the composition`, cure: 'Import the file that defines it.' }
  }
  const to = layers.find(({ name }) => inside.startsWith(`${name}/`))
  const refusal = to === undefined ? `${target} is in no known layer` : refuseImport(layer, to)
  if (refusal === undefined) return undefined
  return { rule: `imports ${target}, but ${refusal}`, cure: cureOf(layer, path) }
}

function cureOf({ name }: Layer, path: string): string {
  return `Define a port (an interface) in ${name}/ that the other side fulfils, or move ${path} down to the layer that it belongs to.`
}

function refusePackage({ layer }: SourceFile, { specifier }: ImportOf): Refusal | undefined {
  if (layer === undefined) return undefined
  if (isBuiltin(specifier)) {
    const allowed = layer.builtins
    if (allowed === undefined || allowed.includes(specifier)) return undefined
    return {
      rule: `imports ${specifier}, but ${layer.name}/ is ${layer.kind === 'pure' ? 'pure' : 'a driver'}`,
      cure: 'Take the data as an argument, or ask through a port that a layer outside fulfils.',
    }
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  if (name === 'plimsoll') return { rule: 'imports its own package', cure: 'Import the file by its relative path.' }
  if (layer.packages === undefined || layer.packages.includes(name)) return undefined
  return {
    rule: `imports the package ${name}, but ${layer.name}/ may use only ${layer.packages.join(' and ')}`,
    cure: 'Write the few lines that are needed, or do this work in a layer outside.',
  }
}
