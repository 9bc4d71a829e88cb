import type { OfferedTemplate } from '../../../cases/templates/offered-templates.ts'
import { templateActs } from '../../../reference/reply-templates.ts'
import { Both } from '../../parts.tsx'

/** `action` is the address that puts the template in. */
type PickerProps = { action: string; offered: OfferedTemplate[]; act: OfferedTemplate['act'] }

/**
 * Templates for an act's public words: a list and a button that answers with the same page, the template filled in and everything typed
 * still there. A POST, because what is typed may be longer than an address; it changes nothing.
 */
export function TemplatePicker({ action, offered, act }: PickerProps) {
  const [own, city] = [offered.filter((one) => one.own), offered.filter((one) => !one.own)]
  const name = `${act}-template`
  return (
    <div class="field template-picker">
      {/* Enter in a field presses the first button of its form, which must not be the one for templates. */}
      <button type="submit" hidden />
      <label for={name}>
        <Both zh="用模板" en="Begin from a template" />
      </label>
      <select id={name} name={name}>
        <option value="">不用 none</option>
        {own.length > 0 && (
          <optgroup label="本单位 of your bureau">
            <Options offered={own} />
          </optgroup>
        )}
        {city.length > 0 && (
          <optgroup label="全市 of the city">
            <Options offered={city} />
          </optgroup>
        )}
      </select>
      <button type="submit" class="quiet" formaction={`${action}#${act}-${templateActs[act]}`} data-template>
        <Both zh="放进下面" en="Put it below" />
      </button>
    </div>
  )
}

function Options({ offered }: Pick<PickerProps, 'offered'>) {
  return offered.map(({ value, zh, en }) => <option value={value}>{`${zh} ${en}`.trim()}</option>)
}
