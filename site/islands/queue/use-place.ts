// The clerk's place in the queue, as the address says it; going somewhere is changing the address.
import { useCallback, useEffect, useState } from 'react';
import { parsePlace, type QueuePlace, writePlace } from '../../lib/queue-place.ts';

const start: QueuePlace = { list: 'open', receiptCode: null };

export function usePlace(): [QueuePlace, (place: QueuePlace) => void] {
  const [place, setPlace] = useState(() => parsePlace(location.hash) ?? start);
  useEffect(() => {
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
    // At once: `hashchange` comes later, and until then a box just ticked would stand unticked.
    setPlace(parsePlace(address) ?? next);
  }, []);
  return [place, go];
}
