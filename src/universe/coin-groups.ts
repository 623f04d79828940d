/** Coins that follow the price of something else, so that a trade of them is no trade of its own. Bases, as exchanges write them. */
export const COIN_GROUPS = {
  stablecoins: {
    oneIs: 'a stablecoin',
    coins: wordsOf(`
      AEUR BFUSD BUSD CRVUSD DAI DOLA EURC EURI EURS EURT FDUSD FRAX GHO GUSD HUSD LUSD MIM PYUSD RLUSD SUSD TUSD USD0 USD1 USDB
      USDC USDD USDE USDF USDG USDJ USDK USDN USDP USDS USDT USDTB USDX USDY USTC UST VAI XUSD ZUSD
    `),
  },
  wrapped: {
    oneIs: 'a wrapped or staked coin',
    coins: wordsOf(`
      ANKRETH BBTC BETH BNSOL BTCB CBBTC CBETH EETH EZETH FBTC FRXETH HBTC JITOSOL JUPSOL LBTC LSETH METH MSOL OSETH RENBTC RETH RSETH
      SAVAX SFRXETH SOLVBTC STETH STSOL SUSDE SUSDS SWETH TBTC WAVAX WBETH WBNB WBTC WEETH WETH WMATIC WSOL WSTETH WTRX
    `),
  },
} as const

export type CoinGroup = keyof typeof COIN_GROUPS

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
