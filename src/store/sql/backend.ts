/** The kinds of servers that the books can be kept on; `mysql` is MariaDB too. */
export type Backend = 'sqlite' | 'postgres' | 'mysql'
