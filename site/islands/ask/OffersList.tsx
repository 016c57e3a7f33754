// Answers and tasks that may already answer the question, shown once there is a title.
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
      // Suggestions are optional, so a failed request shows nothing.
      return answer.ok ? answer.data : null;
    };
    void read().then(async (next) => {
      // Pressing the next control takes the focus off the title. Wait, or the list would move that control mid-click.
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
