import type { Bilingual } from './city.ts'

/**
 * Jurisdictions as notices name them. ISO 3166-1: alpha-2, alpha-3 and numeric code run together, one word a country.
 * The numeric code is what ePing puts after the C of `C840`.
 */
const iso3166 = `
  ADAND020 AEARE784 AFAFG004 AGATG028 AIAIA660 ALALB008 AMARM051 AOAGO024 AQATA010 ARARG032 ASASM016 ATAUT040
  AUAUS036 AWABW533 AXALA248 AZAZE031 BABIH070 BBBRB052 BDBGD050 BEBEL056 BFBFA854 BGBGR100 BHBHR048 BIBDI108
  BJBEN204 BLBLM652 BMBMU060 BNBRN096 BOBOL068 BQBES535 BRBRA076 BSBHS044 BTBTN064 BVBVT074 BWBWA072 BYBLR112
  BZBLZ084 CACAN124 CCCCK166 CDCOD180 CFCAF140 CGCOG178 CHCHE756 CICIV384 CKCOK184 CLCHL152 CMCMR120 CNCHN156
  COCOL170 CRCRI188 CUCUB192 CVCPV132 CWCUW531 CXCXR162 CYCYP196 CZCZE203 DEDEU276 DJDJI262 DKDNK208 DMDMA212
  DODOM214 DZDZA012 ECECU218 EEEST233 EGEGY818 EHESH732 ERERI232 ESESP724 ETETH231 FIFIN246 FJFJI242 FKFLK238
  FMFSM583 FOFRO234 FRFRA250 GAGAB266 GBGBR826 GDGRD308 GEGEO268 GFGUF254 GGGGY831 GHGHA288 GIGIB292 GLGRL304
  GMGMB270 GNGIN324 GPGLP312 GQGNQ226 GRGRC300 GSSGS239 GTGTM320 GUGUM316 GWGNB624 GYGUY328 HKHKG344 HMHMD334
  HNHND340 HRHRV191 HTHTI332 HUHUN348 IDIDN360 IEIRL372 ILISR376 IMIMN833 ININD356 IOIOT086 IQIRQ368 IRIRN364
  ISISL352 ITITA380 JEJEY832 JMJAM388 JOJOR400 JPJPN392 KEKEN404 KGKGZ417 KHKHM116 KIKIR296 KMCOM174 KNKNA659
  KPPRK408 KRKOR410 KWKWT414 KYCYM136 KZKAZ398 LALAO418 LBLBN422 LCLCA662 LILIE438 LKLKA144 LRLBR430 LSLSO426
  LTLTU440 LULUX442 LVLVA428 LYLBY434 MAMAR504 MCMCO492 MDMDA498 MEMNE499 MFMAF663 MGMDG450 MHMHL584 MKMKD807
  MLMLI466 MMMMR104 MNMNG496 MOMAC446 MPMNP580 MQMTQ474 MRMRT478 MSMSR500 MTMLT470 MUMUS480 MVMDV462 MWMWI454
  MXMEX484 MYMYS458 MZMOZ508 NANAM516 NCNCL540 NENER562 NFNFK574 NGNGA566 NINIC558 NLNLD528 NONOR578 NPNPL524
  NRNRU520 NUNIU570 NZNZL554 OMOMN512 PAPAN591 PEPER604 PFPYF258 PGPNG598 PHPHL608 PKPAK586 PLPOL616 PMSPM666
  PNPCN612 PRPRI630 PSPSE275 PTPRT620 PWPLW585 PYPRY600 QAQAT634 REREU638 ROROU642 RSSRB688 RURUS643 RWRWA646
  SASAU682 SBSLB090 SCSYC690 SDSDN729 SESWE752 SGSGP702 SHSHN654 SISVN705 SJSJM744 SKSVK703 SLSLE694 SMSMR674
  SNSEN686 SOSOM706 SRSUR740 SSSSD728 STSTP678 SVSLV222 SXSXM534 SYSYR760 SZSWZ748 TCTCA796 TDTCD148 TFATF260
  TGTGO768 THTHA764 TJTJK762 TKTKL772 TLTLS626 TMTKM795 TNTUN788 TOTON776 TRTUR792 TTTTO780 TVTUV798 TWTWN158
  TZTZA834 UAUKR804 UGUGA800 UMUMI581 USUSA840 UYURY858 UZUZB860 VAVAT336 VCVCT670 VEVEN862 VGVGB092 VIVIR850
  VNVNM704 VUVUT548 WFWLF876 WSWSM882 XKXKK983 YEYEM887 YTMYT175 ZAZAF710 ZMZMB894 ZWZWE716
`

/** Spellings that official sources use and the standard names do not cover. Keys are normalised by `plain`. */
const aliases: Record<string, string> = {
  'european union': 'EU',
  eu: 'EU',
  eec: 'EU',
  'european communities': 'EU',
  欧盟: 'EU',
  欧洲联盟: 'EU',
  欧共体: 'EU',
  usa: 'USA',
  us: 'USA',
  'united states of america': 'USA',
  uk: 'GBR',
  'great britain': 'GBR',
  england: 'GBR',
  'northern ireland': 'GBR',
  'united kingdom in respect of northern ireland': 'GBR',
  'peoples republic of china': 'CHN',
  'mainland china': 'CHN',
  prc: 'CHN',
  中国大陆: 'CHN',
  中华人民共和国: 'CHN',
  'chinese taipei': 'TWN',
  'taiwan china': 'TWN',
  'separate customs territory of taiwan penghu kinmen and matsu': 'TWN',
  tpkm: 'TWN',
  台澎金马单独关税区: 'TWN',
  中国台湾: 'TWN',
  中国台北: 'TWN',
  中华台北: 'TWN',
  'hong kong': 'HKG',
  'hong kong china': 'HKG',
  香港: 'HKG',
  中国香港: 'HKG',
  macao: 'MAC',
  macau: 'MAC',
  'macao china': 'MAC',
  澳门: 'MAC',
  中国澳门: 'MAC',
  korea: 'KOR',
  'republic of korea': 'KOR',
  'korea republic of': 'KOR',
  大韩民国: 'KOR',
  'russian federation': 'RUS',
  俄罗斯联邦: 'RUS',
  'viet nam': 'VNM',
  turkey: 'TUR',
  turkiye: 'TUR',
  'czech republic': 'CZE',
  'the netherlands': 'NLD',
  holland: 'NLD',
  'slovak republic': 'SVK',
  'kingdom of saudi arabia': 'SAU',
  'kingdom of bahrain': 'BHR',
  'state of kuwait': 'KWT',
  'kyrgyz republic': 'KGZ',
  'bolivia plurinational state of': 'BOL',
  'venezuela bolivarian republic of': 'VEN',
  'republic of moldova': 'MDA',
  'moldova republic of': 'MDA',
  'lao peoples democratic republic': 'LAO',
  'lao pdr': 'LAO',
  'ivory coast': 'CIV',
  'cote divoire': 'CIV',
  swaziland: 'SWZ',
  'cabo verde': 'CPV',
  'democratic republic of the congo': 'COD',
  'the former yugoslav republic of macedonia': 'MKD',
  'republic of north macedonia': 'MKD',
  'united arab emirates': 'ARE',
  uae: 'ARE',
  阿联酋: 'ARE',
  'tanzania united republic of': 'TZA',
  'united republic of tanzania': 'TZA',
  'trinidad and tobago': 'TTO',
  'bosnia and herzegovina': 'BIH',
  'iran islamic republic of': 'IRN',
  burma: 'MMR',
  沙特: 'SAU',
}

/** The names that the interface shows where the standard's own would be wrong here. */
const shown: Record<string, Bilingual> = {
  EU: { zh: '欧盟', en: 'European Union' },
  TWN: { zh: '中国台湾', en: 'Chinese Taipei' },
  HKG: { zh: '中国香港', en: 'Hong Kong, China' },
  MAC: { zh: '中国澳门', en: 'Macao, China' },
}

const codes = iso3166
  .trim()
  .split(/\s+/)
  .map((word) => ({ alpha2: word.slice(0, 2), alpha3: word.slice(2, 5), numeric: word.slice(5) }))
const byAlpha2 = new Map(codes.map((code) => [code.alpha2, code.alpha3]))
const byAlpha3 = new Map(codes.map((code) => [code.alpha3, code.alpha2]))
const byNumeric = new Map(codes.map((code) => [code.numeric, code.alpha3]))
const standardNames = {
  zh: new Intl.DisplayNames('zh', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
}
const byName = new Map([
  ...codes.flatMap(({ alpha2, alpha3 }): [string, string][] => [
    [plain(standardNames.zh.of(alpha2) ?? alpha3), alpha3],
    [plain(standardNames.en.of(alpha2) ?? alpha3), alpha3],
  ]),
  ...Object.entries(aliases),
])

/**
 * ISO 3166-1 alpha-3 code, or `EU`, of a country as a source writes it: a name in English or Chinese, alpha-2, alpha-3,
 * or ePing's `C840` / `U918`. Null when it is none of them.
 */
export function countryCode(written: string | null | undefined): string | null {
  const text = (written ?? '').trim()
  if (text === '') return null
  if (/^U918$/i.test(text)) return 'EU'
  const numeric = /^C?(\d{3})$/i.exec(text)?.[1]
  if (numeric) return byNumeric.get(numeric) ?? null
  const upper = text.toUpperCase()
  if (upper === 'EU' || upper === 'UK') return upper === 'EU' ? 'EU' : 'GBR'
  if (byAlpha3.has(upper)) return upper
  return byAlpha2.get(upper) ?? byName.get(plain(text)) ?? byName.get(plain(text).replace(/^the /, '')) ?? null
}

/** What to call a jurisdiction on a page; the code itself when it is unknown. */
export function countryName(code: string): Bilingual {
  const alpha2 = byAlpha3.get(code)
  if (shown[code]) return shown[code]
  if (!alpha2) return { zh: code, en: code }
  return { zh: standardNames.zh.of(alpha2) ?? code, en: standardNames.en.of(alpha2) ?? code }
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
