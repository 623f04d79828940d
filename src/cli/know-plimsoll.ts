import { registerHooks } from 'node:module'

// For a process of its own (`node --import`): lets the tests of users import `plimsoll` and each other's files from wherever they are,
// as bin/plimsoll.js does for the command line.

const LIBRARY = new URL('../index.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'plimsoll') return { url: LIBRARY, format: 'module-typescript', shortCircuit: true }
    if (!/^(\.|file:).*\.ts$/.test(specifier)) return next(specifier, context)
    return { url: new URL(specifier, context.parentURL).href, format: 'module-typescript', shortCircuit: true }
  },
})
