const months: [string, string][] = [
  ['January', 'janvier|enero'],
  ['February', 'février|fevrier|febrero'],
  ['March', 'mars|marzo'],
  ['April', 'avril|abril'],
  ['May', 'mai|mayo'],
  ['June', 'juin|junio'],
  ['July', 'juillet|julio'],
  ['August', 'août|aout|agosto'],
  ['September', 'septembre|septiembre|setiembre'],
  ['October', 'octobre|octubre'],
  ['November', 'novembre|noviembre'],
  ['December', 'décembre|decembre|diciembre'],
]
const monthOf = new Map(months.flatMap(([english, names]) => names.split('|').map((name) => [name, english])))
const anyMonth = [...monthOf.keys()].join('|')
const day = new RegExp(`\\b(\\d{1,2})(?:er|º|°)?(?: de| del)? (${anyMonth}),?(?: de| del)? (\\d{4})\\b`, 'gi')
const month = new RegExp(`(?<![\\p{L}])(${anyMonth})(?: de| del)? (\\d{4})\\b`, 'giu')

const numbers = new Map([
  ...'un une deux trois quatre cinq six sept huit neuf dix onze douze'
    .split(' ')
    .map((word, at): [string, number] => [word, Math.max(1, at)]),
  ...'un una dos tres cuatro cinco seis siete ocho nueve diez once doce'
    .split(' ')
    .map((word, at): [string, number] => [word, Math.max(1, at)]),
  ...Object.entries({ quinze: 15, quince: 15, 'dix-huit': 18, dieciocho: 18, vingt: 20, veinte: 20, veinticuatro: 24 }),
  ...Object.entries({ trente: 30, treinta: 30, soixante: 60, sesenta: 60, 'quatre-vingt-dix': 90, noventa: 90 }),
])
const count = `(\\d{1,3}|${[...numbers.keys()].sort((a, b) => b.length - a.length).join('|')})(?:\\s*\\(\\d{1,3}\\))?`
const units: [string, RegExp][] = [
  ['days', /^(?:jour|d[ií]a)/i],
  ['weeks', /^seman?/i],
  ['months', /^m(?:ois|es)/i],
  ['years', /^a(?:n|ñ)/i],
]
const events: [string, RegExp][] = [
  ['notification', /^(?:notifica|distribu)/i],
  ['publication', /^publica/i],
  ['adoption', /^(?:adop|approba|aproba)/i],
  ['entry into force', /^entr/i],
]
/** Days of work are no days: `60 días hábiles` and `jours ouvrables` stay unread. */
const relative = new RegExp(
  `(?<![\\p{L}\\d])${count}\\s+(jours?|mois|semaines?|ans?|années?|d[ií]as?|mes(?:es)?|semanas?|años?)(?: (?:calendario|naturales|civils|calendaires|corridos))?,?(?: contados)? (?:à compter|à partir|après|suivant|dès|a partir|después|desde|tras|siguientes a)(?: (?:de|du|del|la|le|el|l['’]|d['’]|su|sa|que|date|fecha|jour)| ?l['’]| ?d['’])*\\s?(notificaci[oó]n|notification|distribuci[oó]n|distribution|publicaci[oó]n|publication|adopci[oó]n|adoption|approbation|aprobaci[oó]n|entrée en vigueur|entrada en vigor)`,
  'giu',
)
const quarters =
  /(?<![\p{L}])(premier|1er|primer|deuxième|2e|segundo|troisième|3e|tercer|quatrième|4e|cuarto|dernier|último)\s+trimestre\s+(?:de |du |del )?(?:l['’]année |año )?(\d{4})\b/giu
const ordinals: [string, RegExp][] = [
  ['first', /^(?:prem|1er|primer)/i],
  ['second', /^(?:deux|2e|segundo)/i],
  ['third', /^(?:trois|3e|tercer)/i],
  ['fourth', /./],
]
const anyForeign = new RegExp(
  `${anyMonth}|jour|mois|semaine|trimestre|\\ban(?:s|née)|d[ií]as?\\b|\\bmes(?:es)?\\b|semana|año`,
  'i',
)

/** French and Spanish dates in the English spelling that the grammar of trade dates reads; all else stays as it is. */
export function inEnglishDates(text: string): string {
  if (!anyForeign.test(text)) return text
  return text
    .replace(day, (_, d: string, name: string, year: string) => `${d} ${englishMonth(name)} ${year}`)
    .replace(month, (_, name: string, year: string) => `${englishMonth(name)} ${year}`)
    .replace(quarters, (_, which: string, year: string) => `${named(ordinals, which)} quarter of ${year}`)
    .replace(relative, (_, amount: string, unit: string, event: string) => {
      const number = numbers.get(amount.toLowerCase()) ?? amount
      return `${number} ${named(units, unit)} after ${named(events, event)}`
    })
}

function named(list: [string, RegExp][], word: string): string {
  return list.find(([, pattern]) => pattern.test(word))?.[0] ?? word
}

function englishMonth(name: string): string {
  return monthOf.get(name.toLowerCase()) ?? name
}
