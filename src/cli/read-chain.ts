import { PlimsollError } from '../core/errors.ts'
import { readTextFile } from '../store/read-file.ts'
import type { Handler } from '../universe/universe.ts'

/** The chain of handlers of a universe from a JSON file. */
export async function readChain(path: string): Promise<readonly Handler[]> {
  // Here, because the library that checks it takes longer to load than a preset to be evaluated.
  const { parseUniverse } = await import('../universe/parse-universe.ts')
  return parseUniverse(parseJson(readTextFile(path), path), path)
}

function parseJson(json: string, path: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new PlimsollError('usage', `${path} is not JSON: ${detail}`, 'Correct the file.', { cause: error })
  }
}
