import { fileURLToPath } from 'node:url'

const folder = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export const PROJECT = folder('../../')
export const BENCH = folder('../')
export const DATA = folder('../data/')
/** Reference material that is not part of the product; where it is missing, what needs it is skipped. */
export const REFERENCE = folder('../../../shared/bench/')
