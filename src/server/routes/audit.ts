import { readAuditDays, searchAudit } from '#actions/audit-desk.ts'
import { post, read, type Route } from '../route.ts'

export const auditRoutes: readonly Route[] = [
  post({
    path: '/audit/_zoek',
    operationId: 'zoekInAuditlog',
    act: 'see-audit',
    tag: 'Auditlog',
    summary:
      'Zoeken in de auditlog van de eigen organisatie: wie, welke handeling, welk record, welke dagen; nieuwste eerst',
    description: 'Nummers en codes, geen inhoud. Ook dit zoeken wordt vastgelegd.',
    body: 'AuditSearch',
    answer: 'AuditPage',
    handle: ({ house, caller, body }) => searchAudit(house, caller, body),
  }),
  read({
    path: '/audit/days',
    operationId: 'leesAuditdagen',
    act: 'see-audit',
    tag: 'Auditlog',
    summary: 'Hoe de dagen van de auditlog verzegeld zijn, en of een zegel te laat is',
    answer: 'AuditDays',
    handle: ({ house, caller }) => readAuditDays(house, caller),
  }),
]
