import { strategyPathFlag } from './load-strategy.ts'

/** What a suggested command line must add to find the strategies of `folder`: nothing for the usual one. */
export function pathOption(folder: string): string {
  if (folder === strategyPathFlag.initial) return ''
  return ` --strategy-path ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`
}
