// Once there is a title: answers and tasks that may already say what is asked.
import { useEffect, useState } from 'react';
import type { Offers } from '../../../api/contract/offers.ts';
import { offersView } from '../../fragments/ask.ts';
import { api, ask } from '../../lib/api.ts';
import { afterPress } from '../../lib/press.ts';
import { Markup } from '../shared/Markup.tsx';

const none: Offers = { answers: [], tasks: [] };

export function OffersList({ about, title }: { about: string; title: string }) {
  const [offers, setOffers] = useState(none);

  useEffect(() => {
    let isLatest = true;
    const read = async () => {
      if (!(about && title)) return none;
      const answer = await ask(api.offers.$get({ query: { about, title: title.slice(0, 200) } }));
      // Help that does not come is not missed.
      return answer.ok ? answer.data : null;
    };
    void read().then(async (next) => {
      // The title's field is left by pressing what comes next, and the list moves that.
      await afterPress();
      if (isLatest && next) setOffers(next);
    });
    return () => {
      isLatest = false;
    };
  }, [about, title]);

  return (
    <div aria-live="polite">
      <Markup html={offersView(offers)} />
    </div>
  );
}
