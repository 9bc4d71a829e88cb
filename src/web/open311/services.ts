import { serviceAttributes } from '../../intake/open311/service-attributes.ts'
import type { Bilingual, City, Leaf } from '../../reference/city.ts'
import type { Spark } from './spark.ts'

/** GET services: every leaf of the city, grouped by its sector. */
export function servicesOf(city: City): Spark[] {
  return city.sectors.flatMap((sector) =>
    sector.leaves.map((leaf) => ({
      service_code: leaf.code,
      service_name: both(leaf),
      description: descriptionOf(city, leaf),
      metadata: true,
      type: 'realtime',
      keywords: leaf.keywords.slice(0, 20).join(','),
      group: both(sector),
    })),
  )
}

/** GET services/{service_code}: the questions are the same for every leaf. */
export function definitionOf(leaf: Leaf): Spark {
  return {
    service_code: leaf.code,
    attributes: serviceAttributes.map((attribute, index) => ({
      variable: true,
      code: attribute.code,
      datatype: attribute.datatype,
      required: false,
      datatype_description: both(attribute.hint),
      order: index + 1,
      description: both(attribute),
      values: attribute.values.map((value) => ({ key: value.key, name: both(value) })),
    })),
  }
}

function descriptionOf(city: City, leaf: Leaf): string {
  const bureau = city.bureaus.get(leaf.lead)
  return `${leaf.zh}，通常由${bureau?.zh ?? city.hotline}承办。${leaf.en}; usually handled by the ${bureau?.en ?? city.hotline}.`
}

export const both = ({ zh, en }: Bilingual): string => `${zh} ${en}`
