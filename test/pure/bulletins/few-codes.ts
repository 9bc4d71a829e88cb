import type { TradeCodes } from '../../../src/reference/trade-codes.ts'

/** A list of codes as small as the tests need. */
export const fewCodes: TradeCodes = {
  hs: new Map(
    [
      '85',
      '8507',
      '850760',
      '8516',
      '851660',
      '8517',
      '851762',
      '8518',
      '851830',
      '8536',
      '853690',
      '8537',
      '94',
      '9403',
      '940320',
      '9401',
      '9402',
      '9404',
      '95',
      '9503',
      '950300',
      '4402',
      '6307',
      '630790',
    ].map((code) => [code, `name of ${code}`]),
  ),
  ics: new Set(['29', '29.220', '33', '33.060', '97.040', '97.190', '97.200', '97.200.50', '11.040.70']),
}
