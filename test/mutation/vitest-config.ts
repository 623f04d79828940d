import { defineConfig } from 'vitest/config'

/** The tests that are asked about each planted fault: those beside the code, and those of the engine that uses it. */
export default defineConfig({
  test: {
    include: ['src/{risk,exits,engine}/**/*.test.ts'],
    // It compares a generated file with its grammar; the copy that carries the faults is another file.
    exclude: ['src/exits/condition/condition-parser.test.ts'],
    testTimeout: 60_000,
  },
})
