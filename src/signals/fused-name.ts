/** The name that fused strategies have in a run, and before their parameters: `--param fused.minConfidence=0.3`. */
export const FUSED = 'fused'
