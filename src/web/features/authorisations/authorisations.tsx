import { Loaded } from '../../shared/components/loaded.tsx'
import { PageHead } from '../../shared/components/panel.tsx'
import { useSession } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import { ActsTable } from './acts-table.tsx'
import { useActs } from './queries.ts'
import { QuestionPanel } from './question.tsx'

/** Why may, or may not, somebody do something; and what can be done by whom. */
export function AuthorisationsScreen() {
  const { t } = useText()
  const { acts } = useSession()
  const query = useActs()
  return (
    <div className="desk">
      <PageHead title={t('authority.title')} lead={t('authority.lead')} />
      <Loaded query={query}>
        {(table) => (
          <>
            {acts.includes('explain-access') ? <QuestionPanel acts={table.acts} /> : null}
            <ActsTable acts={table.acts} />
          </>
        )}
      </Loaded>
    </div>
  )
}
