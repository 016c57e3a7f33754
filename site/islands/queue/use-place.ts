// The clerk's place in the queue, from the address. Navigating means changing the address.
import { useCallback, useLayoutEffect, useState } from 'react';
import { parsePlace, type QueuePlace, writePlace } from '../../lib/queue-place.ts';

const start: QueuePlace = { list: 'open', receiptCode: null };

export function usePlace(): [QueuePlace, (place: QueuePlace) => void] {
  const [place, setPlace] = useState(() => parsePlace(location.hash) ?? start);
  // Attach before the first paint, so that no early click on a link is lost.
  useLayoutEffect(() => {
    const follow = () =>
      setPlace((before) => {
        const there = parsePlace(location.hash) ?? before;
        return writePlace(there) === writePlace(before) ? before : there;
      });
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((next: QueuePlace) => {
    const address = writePlace(next);
    location.hash = address;
    // Update now: `hashchange` fires later, and until then a ticked box would appear unticked.
    setPlace(parsePlace(address) ?? next);
  }, []);
  return [place, go];
}
