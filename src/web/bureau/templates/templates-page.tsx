import { acts } from '../../../cases/acts/case-states.ts'
import type { TemplateVersion } from '../../../cases/templates/list-templates.ts'
import { type TypedTemplate, templateLimits } from '../../../cases/templates/new-template.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { placeholders, type TemplateAct, templateActs } from '../../../reference/reply-templates.ts'
import { CheckField, ErrorSummary, type Option, SelectField, Submit, TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, type Column, Facts, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'

/** A template that was tried to be saved and refused. */
export type TemplateTried = { typed: TypedTemplate; said: Said; errors: Record<string, Said> }

type TemplatesProps = { current: TemplateVersion[]; city: City; keeps: boolean; tried: TemplateTried | null }

/** The bureau's own templates; its head writes new ones. */
export function TemplatesPage({ current, city, keeps, tried }: TemplatesProps) {
  return (
    <>
      <h1>
        <Both zh="答复模板" en="Reply templates" />
      </h1>
      <p>
        <Both
          zh="本单位自己的模板。案件页上它们与全市模板一起供选用；〔…〕留给承办人填写，没有填完发不出去。"
          en="Your bureau’s own. The case page offers them with those of the city; 〔…〕 is left to the officer and cannot be sent unfilled."
        />
      </p>
      <Table
        caption={{ zh: '本单位的模板', en: 'Templates of your bureau' }}
        columns={columnsFor(city)}
        rows={current}
        empty={{ zh: '还没有自己的模板。', en: 'There are none of your own yet.' }}
      />
      {keeps && (
        <section class="part">
          <h2>
            <Both zh="新模板" en="A new template" />
          </h2>
          <TemplateForm action={bureauPaths.templates} version={null} city={city} shown={null} tried={tried} />
        </section>
      )}
    </>
  )
}

const columnsFor = (city: City): Column<TemplateVersion>[] => [
  {
    head: { zh: '模板', en: 'Template' },
    cell: ({ number, name }) => <a href={bureauPaths.template(number)}>{name}</a>,
  },
  { head: { zh: '用于', en: 'For' }, cell: ({ act }) => <Both {...acts[act].label} /> },
  { head: { zh: '领域', en: 'Matters' }, cell: ({ matters }) => mattersIn(city, matters) },
  {
    head: { zh: '版本', en: 'Version' },
    cell: ({ version, at, by }) => (
      <>
        {version} <span class="hint">{`${shanghaiTime(at)} ${by ?? ''}`}</span>
      </>
    ),
  },
]

function mattersIn(city: City, matters: string[]) {
  if (matters.length === 0) return <Both zh="全部" en="all" />
  const named = (code: string) => city.leaves.get(code)?.zh ?? city.sectors.find((one) => one.code === code)?.zh ?? code
  return matters.map(named).join('、')
}

type TemplateProps = {
  versions: TemplateVersion[]
  newest: TemplateVersion
  city: City
  keeps: boolean
  tried: TemplateTried | null
}

/** One template: as it stands, every earlier version with who and when, and for the head of the bureau a form. */
export function TemplatePage({ versions, newest, city, keeps, tried }: TemplateProps) {
  return (
    <>
      <p class="eyebrow">
        <a href={bureauPaths.templates}>
          <Both zh="答复模板" en="Reply templates" />
        </a>
      </p>
      <h1>{newest.name}</h1>
      {newest.ended && (
        <Notice tone="yellow">
          <p>
            <Both zh="已停用；再次保存即恢复使用。" en="Out of use; saving it again puts it back." />
          </p>
        </Notice>
      )}
      {keeps ? (
        <section class="part">
          <TemplateForm
            action={bureauPaths.template(newest.number)}
            version={newest.version}
            city={city}
            shown={newest}
            tried={tried}
          />
          {!newest.ended && (
            <Form action={bureauPaths.templateEnd(newest.number)}>
              <input type="hidden" name="version" value={String(newest.version)} />
              <p class="actions">
                <button type="submit" class="grave">
                  <Both zh="停用" en="Take out of use" />
                </button>
              </p>
            </Form>
          )}
        </section>
      ) : (
        <Version version={newest} city={city} />
      )}
      <h2>
        <Both zh="历次版本" en="Every version" />
      </h2>
      {versions.map((version) => (
        <details class="act">
          <summary>
            {version.version} · {shanghaiTime(version.at)} · {version.by}{' '}
            {version.ended && <Badge zh="停用" en="taken out of use" />}
          </summary>
          <Version version={version} city={city} />
        </details>
      ))}
    </>
  )
}

function Version({ version: { act, matters, article, text }, city }: { version: TemplateVersion; city: City }) {
  return (
    <>
      <Facts
        rows={[
          [{ zh: '用于', en: 'For' }, <Both {...acts[act].label} />],
          [{ zh: '领域', en: 'Matters' }, mattersIn(city, matters)],
          [{ zh: '依据', en: 'Legal basis' }, article],
        ]}
      />
      <p class="written">{text}</p>
    </>
  )
}

type FormProps = {
  action: string
  version: number | null
  city: City
  shown: TemplateVersion | null
  tried: TemplateTried | null
}

function TemplateForm({ action, version, city, shown, tried }: FormProps) {
  const value = tried?.typed ?? shown
  const errors = tried?.errors ?? {}
  return (
    <Form action={action}>
      {tried && <ErrorSummary title={tried.said} errors={errors} />}
      {version !== null && <input type="hidden" name="version" value={String(version)} />}
      <TextField
        name="name"
        label={{ zh: '名称', en: 'Name' }}
        value={value?.name}
        error={errors.name}
        maxlength={templateLimits.name}
        required
      />
      <SelectField
        name="act"
        label={{ zh: '用于哪一步', en: 'For which act' }}
        value={value?.act}
        error={errors.act}
        options={actOptions}
        none={{ zh: '请选择', en: 'Choose' }}
        required
      />
      <CheckField
        name="matters"
        label={{ zh: '用于哪些领域', en: 'For which sectors' }}
        hint={{ zh: '都不选，就是全部。', en: 'None chosen means all.' }}
        values={value?.matters ?? []}
        options={city.sectors.map(({ code, zh, en }) => ({ value: code, zh, en }))}
        error={errors.matters}
      />
      <TextField
        name="article"
        label={{ zh: '依据（用于不予受理、退单）', en: 'Legal basis (for refusals and returns)' }}
        value={value?.article ?? ''}
        error={errors.article}
        maxlength={200}
      />
      <TextArea
        name="text"
        label={{ zh: '内容', en: 'Text' }}
        hint={{
          zh: `可用的占位符：${placeholderList('zh')}。要承办人填写的写成〔查明的事实〕。`,
          en: `Placeholders: ${placeholderList('en')}. What the officer must fill in is written as 〔…〕.`,
        }}
        value={value?.text}
        error={errors.text}
        rows={8}
        maxlength={4000}
        required
      />
      <Submit zh="保存" en="Save" />
    </Form>
  )
}

const actOptions: Option[] = (Object.keys(templateActs) as TemplateAct[]).map((act) => ({
  value: act,
  ...acts[act].label,
}))

const placeholderList = (language: 'zh' | 'en'): string =>
  Object.entries(placeholders)
    .map(([name, said]) => `{${name}} ${said[language]}`)
    .join(language === 'zh' ? '、' : ', ')
