import type { PublicIncident } from '../../cases/incidents/public-incident-rows.ts'
import type { Said } from '../../errors.ts'
import { remedies } from '../../intake/new-complaint.ts'
import { CheckField, ErrorSummary, type Option, RadioField, TextArea, TextField } from '../fields.tsx'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { FilesField } from './files-field.tsx'
import { JointFields } from './joint-fields.tsx'
import type { TypedFiling } from './typed-filing.ts'

const kinds: Option[] = [
  {
    value: 'complaint',
    zh: '投诉',
    en: 'Complaint',
    hint: {
      zh: '我自己买了东西或接受了服务，与商家有争议，请部门帮助解决。',
      en: 'I have a dispute over something I bought or used, and ask for help to settle it.',
    },
  },
  {
    value: 'report',
    zh: '举报',
    en: 'Report',
    hint: {
      zh: '我发现有人可能违法、造假或存在危险，请部门查处。任何人都可以举报。',
      en: 'I know of something unlawful, fake or dangerous, and ask for it to be checked. Anyone may report.',
    },
  },
]

const whoFiles: Option[] = [
  {
    value: 'no',
    zh: '留下联系方式',
    en: 'Leave my contact',
    hint: {
      zh: '单独加密保管，办案人员看不到。确需查看须写明理由、经另一人批准，每次查看您在进度页都能看到。举报人是谁不告诉被举报方。',
      en: 'Sealed apart; whoever handles your case does not see it. Opening it takes a stated reason and a second person, and you see every look. Who reports is never told to the party reported.',
    },
  },
  {
    value: 'yes',
    zh: '匿名',
    en: 'Anonymous',
    hint: {
      zh: '不留姓名电话，凭回执码查进度。投诉要调解须核实身份，匿名投诉按线索核查。',
      en: 'No name or phone; follow it with the receipt. Mediation needs your identity, so an anonymous complaint is checked as a clue.',
    },
  },
]

const remedyWords: Record<(typeof remedies)[number], string> = {
  修理: 'Repair',
  重作: 'Do it again',
  更换: 'Exchange',
  退货: 'Return the goods',
  补足数量: 'Make up the quantity',
  退还货款和服务费用: 'Refund',
  赔偿损失: 'Compensation',
  责令整改: 'Order to put right',
  依法查处: 'Lawful investigation',
}

type FormProps = {
  typed: TypedFiling
  /** The public incident that it is about as well. */
  about: PublicIncident | null
  /** Some incident is public, and this may be one of them. */
  incidents: boolean
  errors: Record<string, Said>
  today: string
  filesLost: boolean
  again?: Said | null
  /** Nobody typed yet: what stands in the fields came from the page before. */
  prefilled?: boolean
}

/** The form for 投诉 and 举报: errors beside each field, everything typed still there. Works without a script. */
export function FilingForm({ typed, about, incidents, errors, today, filesLost, again, prefilled }: FormProps) {
  const field = (name: keyof TypedFiling) => ({ name, error: errors[name] })
  const text = (name: Exclude<keyof TypedFiling, 'claims'>) => ({ ...field(name), value: typed[name] })
  return (
    <form method="post" action={paths.complaints} enctype="multipart/form-data" novalidate>
      {Object.keys(errors).length > 0 && <ErrorSummary title={toMend} errors={errors} />}
      {again && (
        <Notice tone="yellow" alert>
          <p>
            <Both {...again} />
          </p>
        </Notice>
      )}
      <Notice tone="yellow">
        <p>
          <Both
            zh="有人正处在危险中？请先拨打 119、120 或 110。"
            en="Somebody in danger right now? Call 119, 120 or 110 first."
          />
        </p>
      </Notice>
      <input type="hidden" name="submission_key" value={typed.submission_key} />
      {about && <SameMatter about={about} />}
      {prefilled && <FilledIn typed={typed} />}
      {incidents && (
        <p class="hint">
          <a href={paths.incidents}>
            <Both
              zh="是很多人都遇到的同一件事？先看公开事件"
              en="The same happened to many? Look at the public incidents first"
            />
          </a>
        </p>
      )}
      <section class="part">
        <h2>
          <Both zh="发生了什么" en="What happened" />
        </h2>
        <RadioField {...text('kind')} label={{ zh: '您要', en: 'You want to file a' }} options={kinds} required />
        <TextArea
          {...text('text')}
          label={{ zh: '经过', en: 'In your words' }}
          hint={{
            zh: '写清时间、地点、商家、出了什么问题、有没有人受伤。请不要写身份证号和银行卡号。',
            en: 'When, where, who, what went wrong, was anybody hurt. No identity or bank card numbers, please.',
          }}
          maxlength={4000}
          required
        />
        <TextField
          {...text('title')}
          label={{ zh: '标题', en: 'Title' }}
          hint={{ zh: '不填时取经过的开头。', en: 'Left empty, the beginning of your text is used.' }}
          maxlength={100}
        />
      </section>
      <section class="part">
        <h2>
          <Both zh="关于谁、在哪里" en="Who and where" />
        </h2>
        <div class="pair">
          <TextField {...text('respondent')} label={{ zh: '商家或单位', en: 'Business or body' }} maxlength={200} />
          <TextField {...text('product')} label={{ zh: '产品或服务', en: 'Product or service' }} maxlength={200} />
          <TextField {...text('place')} label={{ zh: '地点', en: 'Place' }} maxlength={200} autocomplete="off" />
          <TextField
            {...text('occurred_on')}
            label={{ zh: '发生日期', en: 'Date' }}
            type="date"
            max={today}
            size="short"
          />
          <TextField
            {...text('amount')}
            label={{ zh: '涉及金额（元）', en: 'Amount (yuan)' }}
            inputmode="decimal"
            size="short"
          />
        </div>
        <CheckField
          {...field('claims')}
          label={{ zh: '您的诉求', en: 'What you ask for' }}
          values={typed.claims}
          options={remedies.map((remedy) => ({ value: remedy, zh: remedy, en: remedyWords[remedy] }))}
        />
        <FilesField error={errors.files} lost={filesLost} />
      </section>
      <section class="part">
        <h2>
          <Both zh="您是谁" en="About you" />
        </h2>
        <RadioField
          {...field('anonymous')}
          value={typed.anonymous || 'no'}
          label={{ zh: '是否留下联系方式', en: 'Contact' }}
          options={whoFiles}
          required
        />
        <div class="contact-fields pair">
          <TextField {...text('contact.name')} label={{ zh: '姓名', en: 'Name' }} maxlength={50} autocomplete="name" />
          <TextField
            {...text('contact.phone')}
            label={{ zh: '电话', en: 'Phone' }}
            type="tel"
            maxlength={30}
            autocomplete="tel"
          />
          <TextField
            {...text('contact.email')}
            label={{ zh: '邮箱', en: 'E-mail' }}
            hint={{ zh: '有进展时写信告诉您。', en: 'We write when something happens.' }}
            type="email"
            maxlength={200}
            autocomplete="email"
          />
        </div>
        <JointFields typed={typed} errors={errors} />
      </section>
      <p class="actions">
        <button type="submit">
          提交 <span lang="en">Send</span>
        </button>
        <span class="hint">
          <Both
            zh="提交后立刻得到回执码、承办单位和法定时限。"
            en="You get a receipt, the bureau in charge and the legal time limits at once."
          />
        </span>
      </p>
    </form>
  )
}

/** To which public incident it is filed, what of it is filled in already, and the way out of that. */
function SameMatter({ about }: { about: PublicIncident }) {
  const filled = filledIn(about)
  return (
    <Notice tone="blue" title={{ zh: `一并反映：${about.title}`, en: 'The same happened to you' }}>
      <input type="hidden" name="incident" value={about.code} />
      <p>
        {filled && <Both {...filled} />}{' '}
        <Both
          zh="请写您自己遇到的经过。您的案件单独办理，别人看不到。"
          en="Tell what happened to you. Your case is your own; nobody else sees it."
        />{' '}
        <a href={paths.complaintForm}>
          <Both zh="不是同一件事" en="It is another matter" />
        </a>
      </p>
    </Notice>
  )
}

function FilledIn({ typed }: { typed: TypedFiling }) {
  const filled = filledIn(typed)
  if (filled === null) return null
  return (
    <Notice tone="blue">
      <p>
        <Both {...filled} />
      </p>
    </Notice>
  )
}

type Filled = { respondent: string | null; product: string | null; place: string | null }

/** Which fields are filled in, by the names they have on the form; null for none. */
function filledIn({ respondent, product, place }: Filled): Said | null {
  const filled = [
    { given: respondent, zh: '商家或单位', en: 'business or body' },
    { given: product, zh: '产品或服务', en: 'product or service' },
    { given: place, zh: '地点', en: 'place' },
  ].filter(({ given }) => given !== null && given !== '')
  if (filled.length === 0) return null
  const [zh, en] = [filled.map((one) => one.zh).join('、'), filled.map((one) => one.en).join(', ')]
  return { zh: `已经填好：${zh}，可以改。`, en: `Filled in: ${en}; change what is not right.` }
}

/** Beside the form: what the city does with it, and the telephone for those who would rather talk. */
export function WhatFollows({ hotline }: { hotline: string }) {
  return (
    <aside class="card" aria-label="提交以后 What follows">
      <h2 class="first">
        <Both zh="提交以后" en="What follows" />
      </h2>
      <ol class="plain-steps">
        <li>
          <Both
            zh="马上得到回执码，看到由哪个单位办、为什么、几天内办。"
            en="At once: a receipt, which bureau handles it, why, and by when."
          />
        </li>
        <li>
          <Both
            zh="承办单位在法定期限内决定是否受理，并告诉您理由。"
            en="Within the legal limit the bureau decides whether to accept it and tells you why."
          />
        </li>
        <li>
          <Both zh="凭回执码随时查进度，直到答复。" en="Follow it with the receipt until it is answered." />
        </li>
      </ol>
      <p>
        <Both zh={`不方便填写？拨打 ${hotline}，话务员替您记录。`} en={`Rather talk? Call ${hotline}.`} />
      </p>
    </aside>
  )
}

const toMend: Said = {
  zh: '还差一点：您填写的内容都在，请改这几处',
  en: 'Almost: nothing you typed is lost; please change these',
}
