// Sign-in through the office's identity provider, if one is configured.
import { useEffect, useState } from 'react';
import { api, ask } from '../../lib/api.ts';
import { tryStorage } from '../../lib/storage.ts';
import { PlainForm } from '../shared/PlainForm.tsx';

const placeKey = 'sign-in-place';

interface Ways {
  /** The provider's name. */
  name: string;
  places: { id: string; name: string }[];
}

export function SingleSignOn() {
  const [ways, setWays] = useState<Ways | null>(null);
  useEffect(() => {
    void ask(api.session.ways.$get()).then((answer) => {
      if (!answer.ok || !answer.data.singleSignOn) return;
      setWays({ name: answer.data.singleSignOn, places: answer.data.places });
    });
  }, []);
  const go = async ({ place = '' }: Record<string, string>) => {
    const answer = await ask(api.session.sso.$post({ query: place ? { place } : {} }));
    if (!answer.ok) return answer.problem;
    tryStorage((storage) => storage.setItem(placeKey, place));
    location.assign(answer.data.url);
    return null;
  };
  if (!ways) return null;
  const { name, places } = ways;
  // On the first visit no place is preselected: the first one in the list would reject nearly everybody.
  const known = places.find(({ id }) => id === tryStorage((storage) => storage.getItem(placeKey)))?.id ?? '';
  const options = [{ value: '', label: '请选择' }, ...places.map((place) => ({ value: place.id, label: place.name }))];
  return (
    <section className="other-way" aria-label={`用${name}登录`}>
      <PlainForm
        id="sso"
        refused="没有登录"
        fields={places.length > 0 ? [{ name: 'place', label: '您的账号在哪个地方', value: known, options }] : []}
        button={`用${name}登录`}
        busy="正在转到登录页…"
        isSecondary
        onSend={go}
      />
    </section>
  );
}
