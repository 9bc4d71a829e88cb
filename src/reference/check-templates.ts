import type { CityFiles } from './city-files.ts'
import { once, twice, unknown } from './fault-words.ts'
import { placeholderFaults } from './reply-templates.ts'

/** Templates are named once, are for matters the city knows, and ask of the case only what a case knows. */
export function checkTemplates({ templates, sectors }: CityFiles): void {
  const matters = new Set(
    sectors.value.sectors.flatMap(({ code, leaves }) => [code, ...leaves.map((leaf) => leaf.code)]),
  )
  const seen = new Set<string>()
  templates.value.templates.forEach((template, t) => {
    const at = ['templates', t]
    once(seen, template.id, () => templates.fault([...at, 'id'], twice('模板', 'template', template.id)))
    for (const matter of template.matters) {
      if (!matters.has(matter)) templates.fault([...at, 'matters'], unknown('领域或事项', 'sector or leaf', matter))
    }
    for (const { zh, en } of placeholderFaults(template.text, template.for_each !== null)) {
      templates.fault([...at, 'text'], `${zh} / ${en}`)
    }
    if (template.since !== null && template.until !== null && template.until <= template.since) {
      templates.fault([...at, 'until'], `在生效之前就失效 / ends before it begins (${template.since})`)
    }
  })
}
