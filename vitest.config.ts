import { defineConfig } from 'vitest/config'
import { CountReporter } from './test/count-reporter.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    // Threads that keep their modules between files: ten times quicker than a process a file. What one test leaves behind shows in
    // another, because the order is shuffled; a run prints its seed, `npm test -- --sequence.seed=N` repeats it.
    pool: 'threads',
    isolate: false,
    // Many tests wait for processes that they start: with one worker a small machine would idle.
    maxWorkers: 2,
    sequence: { shuffle: true },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    testTimeout: 60_000,
    reporters: ['default', new CountReporter()],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/**/*.test.ts', 'src/**/testing/**'] },
  },
})
