/** Pure: the same inputs give the same outputs. Driver: drives the pure layers, keeps results reproducible. Outside: does I/O. */
export type LayerKind = 'pure' | 'driver' | 'outside'

export interface Layer {
  readonly name: string
  readonly kind: LayerKind
  /** Packages that may be imported; any when absent. */
  readonly packages?: readonly string[]
  /** `node:` modules that may be imported; any when absent. */
  readonly builtins?: readonly string[]
  /** The only layers that may be imported, where that is fewer than all above. */
  readonly only?: readonly string[]
  /** Layers of one group do not import one another. */
  readonly group?: string
}

const PURE = { kind: 'pure', packages: ['zod', 'decimal.js'], builtins: [] } as const
const OUTSIDE = { kind: 'outside' } as const
const ADAPTER = { ...OUTSIDE, group: 'adapters to the outside' } as const

/** The folders of src/ in the order of a trade's way through them: a layer imports only from layers above its own line. */
export const layers: readonly Layer[] = [
  { name: 'core', ...PURE },
  { name: 'config', ...PURE },
  { name: 'market', ...PURE },
  { name: 'indicators', ...PURE },
  { name: 'strategies', ...PURE },
  { name: 'signals', ...PURE },
  { name: 'risk', ...PURE },
  { name: 'universe', ...PURE },
  { name: 'exits', ...PURE },
  { name: 'learning', ...PURE },
  { name: 'agents', ...PURE },
  { name: 'engine', ...PURE },
  { name: 'simulation', ...PURE },
  { name: 'research', kind: 'driver', builtins: ['node:crypto'] },
  { name: 'store', ...ADAPTER },
  { name: 'exchanges', ...ADAPTER },
  { name: 'feeds', ...ADAPTER, only: ['core', 'market'] },
  { name: 'llm', ...ADAPTER },
  { name: 'notify', ...ADAPTER },
  { name: 'trader', ...OUTSIDE },
  { name: 'sandbox', ...OUTSIDE },
  { name: 'contract', ...PURE, only: ['core'] },
  { name: 'server', ...OUTSIDE },
  { name: 'cli', ...OUTSIDE },
]

/** Files in src/ itself: they see everything, and nothing imports them. */
export const roots: readonly string[] = ['main.ts', 'index.ts']

/** The one pure-layer file that may read the environment. */
export const environmentFile = 'src/config/environment.ts'

/** Why a layer may not import another, or undefined when it may. */
export function refuseImport(from: Layer, to: Layer): string | undefined {
  if (from === to) return undefined
  if (from.only !== undefined && !from.only.includes(to.name))
    return `${from.name}/ imports only ${from.only.join(', ')}/`
  if (from.group !== undefined && from.group === to.group) return `the ${from.group} do not import one another`
  if (layers.indexOf(to) > layers.indexOf(from)) return `${to.name}/ stands below ${from.name}/`
  return undefined
}
