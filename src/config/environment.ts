/** The value of a variable of the environment, undefined when it is not set or empty. The only place of the product that reads one. */
export function environmentVariable(name: string): string | undefined {
  const value = process.env[name]
  return value === '' ? undefined : value
}
