import type { Option } from '../../fields.tsx'
import { Both } from '../../parts.tsx'

type FilterProps = { name: string; zh: string; en: string; value: string | null; options: Option[] }

/** One choice of a desk's filters; nothing chosen asks for all. */
export function FilterField({ name, zh, en, value, options }: FilterProps) {
  return (
    <div class="field">
      <label for={name}>
        <Both zh={zh} en={en} />
      </label>
      <select id={name} name={name}>
        <option value="">全部 All</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {`${option.zh} ${option.en}`}
          </option>
        ))}
      </select>
    </div>
  )
}
