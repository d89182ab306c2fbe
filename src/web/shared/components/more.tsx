import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useText } from '../text.ts'
import { Button } from './button.tsx'

/** The next page of a list; nothing when there is none. */
export function More<Page>({ query }: { query: UseInfiniteQueryResult<InfiniteData<Page>> }) {
  const { t } = useText()
  if (!query.hasNextPage) return null
  return (
    <Button onClick={() => void query.fetchNextPage()} busy={query.isFetchingNextPage}>
      {t('common.more')}
    </Button>
  )
}
