import module from 'node:module'

// Imported first by a process that runs TypeScript of ours or of a user: the command line, and the tests of users (`node --import`).

/** What a user's own strategy imports as `plimsoll`, wherever its file is. */
const LIBRARY = new URL('../src/index.ts', import.meta.url).href

/**
 * An import inside src/ names its file in full, so its URL needs no search: that saves a third of the time to the first line of
 * output. A file that is not there still fails, when it is read.
 */
function resolveSource(specifier, context, next) {
  if (specifier === 'plimsoll') return { url: LIBRARY, format: 'module-typescript', shortCircuit: true }
  if (!/^(\.|file:).*\.ts$/.test(specifier)) return next(specifier, context)
  return { url: new URL(specifier, context.parentURL).href, format: 'module-typescript', shortCircuit: true }
}

module.registerHooks?.({ resolve: resolveSource })
