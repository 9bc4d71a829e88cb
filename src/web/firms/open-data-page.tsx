import { firmPaths } from '../../enterprises/firm-paths.ts'
import { factColumns, firmColumns } from '../../enterprises/register/open-columns.ts'
import type { Bilingual } from '../../reference/city.ts'
import { Both, type Column, Table } from '../parts.tsx'

/** The register to take away, and what each column means. */
export function OpenDataPage() {
  return (
    <>
      <p class="crumbs">
        <a href={firmPaths.search}>
          <Both zh="查企业" en="Firms" />
        </a>
      </p>
      <h1>
        <Both zh="企业质量档案开放数据" en="Open data of the register" />
      </h1>
      <p>
        <Both
          zh="与公开页面相同的内容，随时更新，可自由使用，请注明来源。不含任何个人信息；个体工商户不含地址。"
          en="What the public pages show, always current, free to use; please name the source. Nothing personal is in it, and no addresses of sole traders."
        />
      </p>
      <Files title={{ zh: '企业', en: 'Firms' }} of={firmPaths.firmsFile} columns={firmColumns} />
      <Files title={{ zh: '记录', en: 'Facts' }} of={firmPaths.factsFile} columns={factColumns} />
    </>
  )
}

type Described = Bilingual & { name: string }

function Files({
  title,
  of,
  columns,
}: {
  title: Bilingual
  of: (format: 'csv' | 'json') => string
  columns: Described[]
}) {
  return (
    <>
      <h2>
        <Both {...title} />
      </h2>
      <p class="actions">
        <a class="button" href={of('csv')}>
          CSV
        </a>
        <a class="button quiet" href={of('json')}>
          JSON
        </a>
      </p>
      <Table
        caption={{ zh: `${title.zh}的各栏`, en: `Columns of ${title.en.toLowerCase()}` }}
        columns={dictionary}
        rows={columns}
      />
    </>
  )
}

const dictionary: Column<Described>[] = [
  { head: { zh: '栏', en: 'Column' }, cell: ({ name }) => <code>{name}</code> },
  { head: { zh: '含义', en: 'Meaning' }, cell: ({ zh, en }) => <Both zh={zh} en={en} /> },
]
