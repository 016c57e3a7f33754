// Once there is a title: answers and tasks that may already say what is asked.
import { useEffect, useState } from 'react';
import type { Offers } from '../../api/contract/offers.ts';
import { offersView } from '../../api/views/ask.ts';
import { api, ask } from '../lib/api.ts';
import { afterPress } from '../lib/press.ts';
import { Markup } from './Markup.tsx';

const none: Offers = { answers: [], tasks: [] };

export function OffersList({ about, title }: { about: string; title: string }) {
  const [offers, setOffers] = useState(none);

  useEffect(() => {
    if (!(about && title)) return setOffers(none);
    let isLatest = true;
    void ask(api.offers.$get({ query: { about, title: title.slice(0, 200) } })).then(async (answer) => {
      // The title's field is left by pressing what comes next, and the list moves that.
      await afterPress();
      // Help that does not come is not missed.
      if (isLatest && answer.ok) setOffers(answer.data);
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
