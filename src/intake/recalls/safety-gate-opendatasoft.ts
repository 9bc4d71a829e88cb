import { asList, asRecord, asText, type SourceRecord, unknownFields } from '../source-text.ts'
import { readMeasureBlock } from './measures.ts'
import { readDay } from './recall-dates.ts'
import type { SafetyGateAlert } from './safety-gate.ts'

const known = new Set(
  `alert_number alert_level alert_group alert_type alert_country alert_other_countries alert_date modification_date alert_description technical_defect
  risk_legal_provision product_category product_type product_name product_brand product_description product_model_type product_barcode
  product_batch_number product_recall_code product_production_date product_packaging_description product_country product_counterfeit product_image
  product_other_images product_recall_url rapex_url measures_country oecd_portal_category
  country_of_origin risk_type brand company_recall_code production_dates type risk_description measures_authorities notifying_country barcode
  batch_number model_type`.split(/\s+/),
)

/**
 * One record of the OpenDataSoft mirror. Version 1 of its service wraps the record in `fields`, version 2 in `record.fields`, the export
 * gives it bare; lists arrive as list or as scalar. The shorter names are those of sets extracted from the same alerts.
 */
export function readOpenDataSoft(wrapped: SourceRecord): { alert: SafetyGateAlert; drift: string[] } {
  const record = asRecord(wrapped.fields) ?? asRecord(asRecord(wrapped.record)?.fields) ?? wrapped
  const first = (...names: string[]) =>
    names.map((name) => asList(record[name]).map(asText).join(', ')).find((text) => text !== '') ?? ''
  const many = (...names: string[]) => names.flatMap((name) => asList(record[name]).flatMap(rawLines))
  const alert: SafetyGateAlert = {
    route: 'opendatasoft',
    number: first('alert_number'),
    level: first('alert_level'),
    product: first('product_type') || first('product_name'),
    name: first('product_name'),
    category: first('product_category'),
    brand: first('product_brand', 'brand'),
    models: many('product_model_type', 'model_type'),
    batches: many('product_batch_number', 'batch_number'),
    barcodes: many('product_barcode', 'barcode'),
    recallCode: many('product_recall_code', 'company_recall_code').join('; '),
    productionDates: first('product_production_date', 'production_dates'),
    riskTypes: many('alert_type', 'risk_type'),
    danger: first('technical_defect', 'alert_description', 'risk_description'),
    legalProvision: first('risk_legal_provision'),
    measures: readMeasureBlock(many('measures_country', 'measures_authorities').join('\n')),
    description: first('product_description'),
    notifyingCountry: first('alert_country', 'notifying_country'),
    countryOfOrigin: first('product_country', 'country_of_origin'),
    url: first('rapex_url', 'product_recall_url'),
    publishedOn: readDay(first('alert_date'), 'dmy'),
    corrected: false,
  }
  return { alert, drift: unknownFields(record, known, 'safety-gate opendatasoft') }
}

function rawLines(value: unknown): string[] {
  return (typeof value === 'string' ? value : asText(value))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
