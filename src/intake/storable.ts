/** Control characters, which no person types and no database stores; line breaks and tabs stay. */
const unstorable = /[^\P{Cc}\n\r\t]/gu

/** Text as PostgreSQL can keep it: without control characters, and halves of a character as U+FFFD. */
export function storable(text: string): string {
  return text.toWellFormed().replace(unstorable, '')
}
