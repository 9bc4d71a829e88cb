import type { Bilingual } from './city.ts'

export type WorldRegion = Bilingual & { id: string; markets: string[] }

const codes = (text: string): string[] => text.trim().split(/\s+/)

/**
 * The regions by which the WTO groups members in its statistics, each with its members and observers as ISO 3166-1 alpha-3; the EU stands for
 * its members. What is in none of them is shown apart.
 */
export const worldRegions: WorldRegion[] = [
  { id: 'na', zh: '北美', en: 'North America', markets: codes('USA CAN MEX BMU GRL') },
  {
    id: 'eu',
    zh: '欧洲',
    en: 'Europe',
    markets:
      codes(`EU GBR CHE NOR ISL LIE TUR SRB MNE MKD ALB BIH AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA
      LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE AND SMR MCO`),
  },
  {
    id: 'cis',
    zh: '独联体及邻国',
    en: 'CIS and neighbours',
    markets: codes('RUS UKR KAZ KGZ ARM GEO MDA TJK AZE BLR UZB TKM'),
  },
  {
    id: 'sc',
    zh: '中南美洲和加勒比',
    en: 'South and Central America, Caribbean',
    markets:
      codes(`BRA ARG CHL COL PER ECU URY PRY BOL VEN CRI PAN GTM HND NIC SLV DOM CUB JAM TTO BRB GUY SUR BLZ HTI ATG DMA GRD
      KNA LCA VCT BHS`),
  },
  {
    id: 'af',
    zh: '非洲',
    en: 'Africa',
    markets:
      codes(`ZAF EGY KEN UGA TZA RWA BDI NGA GHA MAR TUN DZA ETH ZMB ZWE MOZ MWI BWA NAM AGO CMR CIV SEN MLI BFA BEN TGO NER
      GAB COG COD CAF TCD MDG MUS SYC COM CPV GMB GIN GNB LBR SLE LSO SWZ MRT SDN SSD SOM DJI ERI LBY STP GNQ`),
  },
  {
    id: 'me',
    zh: '中东',
    en: 'Middle East',
    markets: codes('SAU ARE QAT KWT BHR OMN YEM ISR JOR LBN IRQ IRN SYR PSE'),
  },
  {
    id: 'as',
    zh: '亚洲和大洋洲',
    en: 'Asia and Oceania',
    markets:
      codes(`JPN KOR TWN HKG MAC CHN IND IDN MYS SGP THA VNM PHL KHM LAO MMR BRN TLS BGD LKA NPL BTN MDV PAK AFG MNG PRK AUS NZL
      FJI PNG SLB VUT WSM TON`),
  },
]
