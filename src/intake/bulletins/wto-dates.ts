const months: [string, RegExp][] = [
  ['January', /janvier|enero/],
  ['February', /février|fevrier|febrero/],
  ['March', /mars|marzo/],
  ['April', /avril|abril/],
  ['May', /mai|mayo/],
  ['June', /juin|junio/],
  ['July', /juillet|julio/],
  ['August', /août|aout|agosto/],
  ['September', /septembre|septiembre|setiembre/],
  ['October', /octobre|octubre/],
  ['November', /novembre|noviembre/],
  ['December', /décembre|decembre|diciembre/],
]
const anyMonth = months.map(([, pattern]) => pattern.source).join('|')
const day = new RegExp(`\\b(\\d{1,2})(?:er|º)?(?: de| del)? (${anyMonth})(?: de| del)? (\\d{4})\\b`, 'gi')
const month = new RegExp(`\\b(${anyMonth})(?: de| del)? (\\d{4})\\b`, 'gi')

const relative: [RegExp, string][] = [
  [
    /(\d{1,3}) jours (?:à compter de|après|suivant) la (?:date de )?(?:la )?(?:notification|distribution)/gi,
    '$1 days from notification',
  ],
  [
    /(\d{1,3}) días (?:a partir de|después de|desde|contados a partir de) la (?:fecha de )?(?:la )?(?:notificación|distribución)/gi,
    '$1 days from notification',
  ],
  [/(\d{1,3}) mois (?:à compter de|après) (?:la (?:date de )?publication)/gi, '$1 months after publication'],
  [/(\d{1,3}) meses (?:a partir de|después de) la (?:fecha de )?publicación/gi, '$1 months after publication'],
  [/(\d{1,3}) mois (?:à compter de|après) l['’]adoption/gi, '$1 months after adoption'],
  [/(\d{1,3}) meses (?:a partir de|después de) la (?:fecha de )?adopción/gi, '$1 months after adoption'],
]

/** French and Spanish dates in the English spelling that the grammar of trade dates reads; all else stays as it is. */
export function inEnglishDates(text: string): string {
  const named = text
    .replace(day, (_, d: string, name: string, year: string) => `${d} ${englishMonth(name)} ${year}`)
    .replace(month, (_, name: string, year: string) => `${englishMonth(name)} ${year}`)
  return relative.reduce((left, [pattern, english]) => left.replace(pattern, english), named)
}

function englishMonth(name: string): string {
  return months.find(([, pattern]) => new RegExp(`^(?:${pattern.source})$`, 'i').test(name))?.[0] ?? name
}
