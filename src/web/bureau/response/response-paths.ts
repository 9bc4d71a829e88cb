import type { OriginAsked } from '../../../alerts/response/find-origin.ts'
import type { ResponseMove } from '../../../alerts/response/response-moves.ts'

/** An act is a noun: asking to close response 3 is POST /bureau/responses/3/closure-request. */
export const moveNouns: Record<ResponseMove, string> = {
  ask_closure: 'closure-request',
  refuse_closure: 'closure-refusal',
  close: 'closure',
}

export const responsePaths = {
  list: '/bureau/responses',
  form: '/bureau/responses/new',
  /** The form that opens one from a matter, e.g. `/bureau/responses/new?from=warning:7`. */
  from: ({ kind, id }: OriginAsked): string => `/bureau/responses/new?from=${kind}:${id}`,
  one: (id: number): string => `/bureau/responses/${id}`,
  task: (id: number, task: number): string => `/bureau/responses/${id}#task-${task}`,
  tasks: (id: number): string => `/bureau/responses/${id}/tasks`,
  log: (id: number): string => `/bureau/responses/${id}/log`,
  move: (id: number, move: ResponseMove): string => `/bureau/responses/${id}/${moveNouns[move]}`,
  check: (task: number, number: number): string => `/bureau/responses/tasks/${task}/checks/${number}`,
  /** Where files are sent: the one form of the desks that may be large. */
  evidenceForm: '/bureau/responses/tasks/:id/evidence',
  evidence: (task: number): string => `/bureau/responses/tasks/${task}/evidence`,
  handOver: (task: number): string => `/bureau/responses/tasks/${task}/hand-over`,
  end: (task: number): string => `/bureau/responses/tasks/${task}/end`,
  file: (evidence: number): string => `/bureau/responses/evidence/${evidence}`,
} as const
