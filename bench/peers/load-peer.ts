import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * A peer as the few of its exports that are used here. It is looked up when it is asked for, so that everything else runs, and is
 * type-checked, without it.
 * @param folder where it is installed, when it is not beside the others
 */
export async function loadPeer<T>(name: string, folder = new URL('../', import.meta.url)): Promise<T> {
  const path = createRequire(folder).resolve(name)
  const module = (await import(pathToFileURL(path).href)) as T & { default?: T }
  return module.default ?? module
}
