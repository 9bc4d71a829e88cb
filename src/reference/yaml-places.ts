import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml'

export type Path = readonly PropertyKey[]

/** Where a value of a YAML text begins, and where its parts do: by key in a mapping, by index in a sequence. */
type Place = { at: number; parts: Map<string, Place> }

/** The line, counted from 1, on which the value at `path` stands; a value that is missing stands where its nearest parent does. */
export function lineInYaml(text: string, path: Path): number {
  const events = parseEvents(text, {}).values()
  events.next()
  let place = placeOf(text, events.next().value, events)
  for (const key of path) place = place.parts.get(String(key)) ?? { at: place.at, parts: new Map() }
  return text.slice(0, place.at).split('\n').length
}

function placeOf(text: string, event: Event | undefined, events: Iterator<Event>): Place {
  switch (event?.type) {
    case EVENT_ID.SEQUENCE:
      return { at: event.start, parts: itemsOf(text, events) }
    case EVENT_ID.MAPPING:
      return { at: event.start, parts: entriesOf(text, events) }
    case EVENT_ID.SCALAR:
      return { at: event.valueStart, parts: new Map() }
    case EVENT_ID.ALIAS:
      return { at: event.anchorStart, parts: new Map() }
    default:
      return { at: 0, parts: new Map() }
  }
}

function itemsOf(text: string, events: Iterator<Event>): Map<string, Place> {
  const items = new Map<string, Place>()
  for (let item = next(events); item; item = next(events)) items.set(`${items.size}`, placeOf(text, item, events))
  return items
}

/** An entry stands where its key does, which an empty value has too. */
function entriesOf(text: string, events: Iterator<Event>): Map<string, Place> {
  const entries = new Map<string, Place>()
  for (let key = next(events); key; key = next(events)) {
    const { at } = placeOf(text, key, events)
    const { parts } = placeOf(text, events.next().value, events)
    if (key.type === EVENT_ID.SCALAR) entries.set(getScalarValue(text, key), { at, parts })
  }
  return entries
}

/** The next part of a collection, or undefined where it closes. */
function next(events: Iterator<Event>): Event | undefined {
  const event: Event | undefined = events.next().value
  return event?.type === EVENT_ID.POP ? undefined : event
}
