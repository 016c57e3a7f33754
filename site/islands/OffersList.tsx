// Published answers about the subject, and once there is a title, answers and tasks that may already say what is asked.
import { useEffect, useState } from 'react';
import type { Offers } from '../../api/contract/offers.ts';
import { offersView } from '../../api/views/ask.ts';
import { api, ask } from '../lib/api.ts';
import { Markup } from './Markup.tsx';

export function OffersList({ about, title }: { about: string; title: string }) {
  const [offers, setOffers] = useState<Offers>({ answers: [], tasks: [] });

  useEffect(() => {
    if (!about) return;
    let isLatest = true;
    void ask(api.offers.$get({ query: { about, title: title.slice(0, 200) } })).then((answer) => {
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
