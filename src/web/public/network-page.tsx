import { ageBands, observationKinds } from '../../alerts/network/member-words.ts'
import { type ObservationColumn, observationColumns, rowsMax } from '../../alerts/network/read-observations.ts'
import type { Reported } from '../../alerts/network/report-observations.ts'
import type { Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { networkPaths } from '../bureau/network/network-paths.ts'
import { Field, SelectField, Submit, TextField } from '../fields.tsx'
import { Form } from '../form.tsx'
import { Both, Notice } from '../parts.tsx'

/** What was sent and came back: a form with its faults, or a file with its. `name` is how the fault is told. */
export type NetworkTried = {
  part: 'form' | 'file'
  typed: Record<string, string>
  said: Said
  fields: Record<string, Said>
}

type PageProps = { reported: Reported | null; tried: NetworkTried | null; city: City; today: string }

/** Where members of the monitoring network report: one thing, a file of many, or that there is nothing. */
export function NetworkReportPage({ reported, tried, city, today }: PageProps) {
  return (
    <>
      <h1>
        <Both zh="监测网络报送" en="Report to the monitoring network" />
      </h1>
      <p class="lead">
        <Both
          zh="供医院、检验机构、市场、电商平台和联盟成员使用，凭本单位的报送密钥。只报件数和事实，不接收姓名、电话等个人信息；受伤只报年龄段。"
          en="For hospitals, laboratories, markets, platforms and alliance members, with their own key. Counts and facts only: no names, no phones; of the injured only an age band."
        />
      </p>
      {reported && <Thanks reported={reported} />}
      <OneForm tried={tried?.part === 'form' ? tried : null} city={city} today={today} />
      <FileForm tried={tried?.part === 'file' ? tried : null} />
      <p>
        <Both zh="程序请用接口：" en="Programs use the API:" /> <a href="/api/docs">POST /api/v1/observations</a>
      </p>
    </>
  )
}

function Thanks({ reported: { member, taken, repeated } }: { reported: Reported }) {
  const nothing = taken + repeated === 0
  return (
    <Notice tone="good" alert title={{ zh: `${member}：已收到`, en: 'Received' }}>
      <p>
        {nothing ? (
          <Both zh="记为“无情况”。" en="Noted that there is nothing to report." />
        ) : (
          <Both
            zh={`收下 ${taken} 行；${repeated} 行之前已报过，没有重复收。`}
            en={`${taken} rows taken; ${repeated} had come before and were not taken twice.`}
          />
        )}
      </p>
    </Notice>
  )
}

const labels: Record<ObservationColumn, Said> = {
  ref: { zh: '本单位编号', en: 'Your reference' },
  kind: { zh: '种类', en: 'Kind' },
  day: { zh: '发生日期', en: 'Day' },
  count: { zh: '件数', en: 'Count' },
  leaf: { zh: '类别', en: 'Leaf' },
  hazards: { zh: '危害', en: 'Hazard' },
  product: { zh: '产品', en: 'Product' },
  brand: { zh: '品牌型号', en: 'Brand and model' },
  enterprise: { zh: '生产或经营单位', en: 'Firm' },
  district: { zh: '区', en: 'District' },
  street: { zh: '街道', en: 'Street' },
  age_band: { zh: '年龄段（仅伤害）', en: 'Age band, injuries only' },
}

function OneForm({ tried, city, today }: { tried: NetworkTried | null; city: City; today: string }) {
  const typed = tried?.typed ?? { day: today }
  const text = (name: ObservationColumn, required = false) => (
    <TextField
      name={name}
      label={labels[name]}
      value={typed[name]}
      error={tried?.fields[`rows.0.${name}`]}
      maxlength={100}
      autocomplete="off"
      required={required}
    />
  )
  const list = (name: ObservationColumn, options: { value: string; zh: string; en: string }[]) => (
    <SelectField
      name={name}
      label={labels[name]}
      value={typed[name]}
      error={tried?.fields[`rows.0.${name}`]}
      options={options}
      none={{ zh: '（不填）', en: 'none' }}
    />
  )
  return (
    <Form class="part" action={networkPaths.report}>
      <h2>
        <Both zh="报一件，或报“无情况”" en="One observation, or nothing to report" />
      </h2>
      {tried && <Refusal said={tried.said} />}
      <KeyField id="form" />
      <SelectField
        name="kind"
        label={labels.kind}
        value={typed.kind}
        error={tried?.fields['rows.0.kind']}
        options={Object.entries(observationKinds).map(([value, said]) => ({ value, ...said }))}
        required
      />
      <div class="pair">
        {text('ref', true)}
        {text('day', true)}
        {text('count')}
        {text('product')}
        {text('brand')}
        {text('enterprise')}
        {list(
          'hazards',
          city.hazards.map(({ id, zh, en }) => ({ value: id, zh, en })),
        )}
        {list(
          'leaf',
          [...city.leaves.values()].map(({ code, zh, en }) => ({ value: code, zh: `${code} ${zh}`, en })),
        )}
        {list(
          'district',
          city.districts.map(({ id, zh, en }) => ({ value: id, zh, en })),
        )}
        {text('street')}
        {list(
          'age_band',
          ageBands.map((value) => ({ value, zh: `${value} 岁`, en: 'years' })),
        )}
      </div>
      <p class="actions">
        <button type="submit">
          <Both zh="报送这一件" en="Report it" />
        </button>
        <button type="submit" name="nothing" value="yes" class="quiet">
          <Both zh="无情况" en="Nothing to report" />
        </button>
      </p>
    </Form>
  )
}

function FileForm({ tried }: { tried: NetworkTried | null }) {
  return (
    <Form class="part" action={networkPaths.csv} enctype="multipart/form-data">
      <h2>
        <Both zh="上传 CSV 文件" en="Upload a CSV file" />
      </h2>
      <p class="hint">
        <Both
          zh={`第一行是列名：${observationColumns.join('、')}；最多 ${rowsMax} 行。有一处不对就一行也不收，并写明哪行哪列；改好后整份再传，报过的编号不会重复收。`}
          en={`The first line names the columns; at most ${rowsMax} rows. One wrong cell and no row is taken; each fault is named by row and column. Mend the file and send it whole again: known references are not taken twice.`}
        />{' '}
        <a href={networkPaths.template}>
          <Both zh="模板" en="Template" />
        </a>
      </p>
      {tried && <Refusal said={tried.said} />}
      {tried && <CellFaults fields={tried.fields} />}
      <KeyField id="file" />
      <Field
        name="file"
        label={{ zh: 'CSV 文件', en: 'CSV file' }}
        error={tried?.fields.file}
        required
        control={(attributes) => <input {...attributes} type="file" accept=".csv,text/csv" />}
      />
      <Submit zh="上传" en="Upload" />
    </Form>
  )
}

/** `rows.3.day` stands in line 5 of the file: its first line names the columns. */
function CellFaults({ fields }: { fields: Record<string, Said> }) {
  const cells = Object.entries(fields).flatMap(([name, said]) => {
    const [, row, column] = /^rows\.(\d+)\.(.+)$/.exec(name) ?? []
    return row === undefined ? [] : [{ line: Number(row) + 2, column, said }]
  })
  if (cells.length === 0) return null
  return (
    <ul class="reasons">
      {cells.map(({ line, column, said }) => (
        <li>
          <strong>
            第 {line} 行 {column} 列
          </strong>
          ：<Both {...said} />
        </li>
      ))}
    </ul>
  )
}

function Refusal({ said }: { said: Said }) {
  return (
    <Notice tone="red" alert>
      <p>
        <Both {...said} />
      </p>
    </Notice>
  )
}

/** A key is typed for each report and kept by nobody but a password manager. */
function KeyField({ id }: { id: string }) {
  return (
    <TextField
      name={`key-${id}`}
      type="password"
      label={{ zh: '报送密钥', en: 'Key' }}
      hint={{ zh: '以 qsn_ 开头，由联席会议办公室给出', en: 'Begins with qsn_; given by the joint-meeting office' }}
      maxlength={100}
      autocomplete="off"
      required
    />
  )
}
