const models =
  /\bmodel(?:s|\s+(?:numbers?|nos?\.?|#s?|codes?|names?))?\s*(?:\([^)]{0,40}\)\s*)?(?:(?:are|is|include|includes|including|of|with|was|were|:|#|no\.?)\s*){0,2}((?:["“]?[A-Za-z0-9][\w./-]*["”]?(?:\s*,\s*(?:and|or)?\s*|\s+(?:and|or|through)\s+|\s*;\s*|\s*\/\s*)?)+)/gi
const lots =
  /\b(?:lot|batch|date|serial)\s+(?:codes?|numbers?|nos?\.?)\s*(?:are|is|of|:|#)?\s*((?:[A-Z0-9][A-Z0-9./-]*(?:\s*,\s*(?:and|or)?\s*|\s+(?:and|or)\s+)?)+)/g

/** Model numbers in running English text. A model number holds a digit; years and measures do not count. */
export function readModels(text: string): string[] {
  return unique([...text.matchAll(models)].flatMap((match) => splitIdentifiers(match[1] ?? '')))
}

/** Lot, batch and date codes in running English text. */
export function readBatches(text: string): string[] {
  return unique([...text.matchAll(lots)].flatMap((match) => splitIdentifiers(match[1] ?? '')))
}

/** A field that holds nothing but identifiers, one or several: split at list marks, kept as written. */
export function splitField(field: string): string[] {
  return unique(
    field
      .replace(/[“”"]/g, '、')
      .split(/[;；,，、\n\r|]+|\s+(?:and|or)\s+|(?<=[A-Za-z\d])[和及](?=[A-Za-z\d])/)
      .map((item) => item.trim())
      .filter((item) => item !== '' && !/^([-—–/.*]+|无|n\/?a|unknown|various)$/i.test(item)),
  )
}

function splitIdentifiers(list: string): string[] {
  return list
    .split(/[\s,;]+|["“”]/)
    .map((word) => word.replace(/^[("'/.-]+|[)."'/,:-]+$/g, ''))
    .filter((word) => /\d/.test(word) && word.length >= 2 && !/^(19|20)\d{2}$/.test(word) && !/^\d{1,2}$/.test(word))
}

function unique(list: string[]): string[] {
  return [...new Set(list)]
}
