import type { Config } from '../../config.ts'
import type { City } from '../../reference/city.ts'
import type { Spark } from './spark.ts'

export const specification = 'http://wiki.open311.org/GeoReport_v2'

type Told = { city: City; publicUrl: string; config: Pick<Config, 'open311Keys'>; changedAt: Date }

/** The service discovery document. `changedAt` is when this process read the city's folder, which is when services may change. */
export function discoveryOf({ city, publicUrl, config, changedAt }: Told): Spark {
  const changeset = changedAt.toISOString().slice(0, 16).replace('T', ' ')
  return {
    changeset,
    contact: `${city.name.zh} ${city.name.en} · ${city.hotline} · ${publicUrl}/api/docs`,
    key_service:
      config.open311Keys.length > 0
        ? `api_key 由运营方发放，请致电 ${city.hotline}。 An api_key is given out by the operator; call ${city.hotline}.`
        : '不需要 api_key。 No api_key is needed.',
    endpoints: [
      {
        specification,
        url: `${publicUrl}/open311/v2`,
        changeset,
        // Programs look for `production` alone unless told otherwise, and what is filed here is acted upon.
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}

/**
 * Whether a program means this city. Its jurisdiction_id is the host of its website; its code, its English name, any host named
 * after it and the host of this service are understood too. Left out or empty it means this city, which is the only one here.
 */
export function isJurisdiction(city: City, publicUrl: string, given: string): boolean {
  const name = given
    .trim()
    .toLowerCase()
    .replace(/^www\./, '')
  const english = city.name.en.toLowerCase().replaceAll(' ', '')
  const known = ['', city.website, city.code, city.id, city.name.zh, new URL(publicUrl).hostname]
  return known.includes(name) || name.split('.').includes(english)
}
