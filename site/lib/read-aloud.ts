// Reads a page's main text aloud with the browser's voice.

/** Speaks one sentence at a time, because some browsers fall silent in a long text. */
export function splitSentences(text: string): string[] {
  return (text.match(/[^。！？；\n]+[。！？；]?/gu) ?? []).map((sentence) => sentence.trim()).filter(Boolean);
}

/** The text to speak, without purely visual content. */
function wordsOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const aside of copy.querySelectorAll('.no-print, [hidden], sup, svg, button, nav')) aside.remove();
  return [...copy.querySelectorAll('h1, h2, h3, h4, p, li, dt, dd, th, td')]
    .filter((block) => !block.querySelector('p, li'))
    .map((block) => block.textContent)
    .join('\n');
}

function say(sentence: string, onEnd: () => void): void {
  const utterance = new SpeechSynthesisUtterance(sentence);
  utterance.lang = 'zh-CN';
  utterance.rate = 0.9;
  const voice = speechSynthesis.getVoices().find(({ lang }) => /^zh([-_](CN|Hans))?/iu.test(lang));
  if (voice) utterance.voice = voice;
  utterance.onend = onEnd;
  utterance.onerror = onEnd;
  speechSynthesis.speak(utterance);
}

/** Speaks the element that the button names; a second press stops. */
export function toggleReading(button: HTMLElement): void {
  const wasReading = button.dataset['state'] === 'reading';
  speechSynthesis.cancel();
  const show = (isReading: boolean) => {
    button.dataset['state'] = isReading ? 'reading' : 'silent';
    button.textContent = isReading ? '停止朗读' : '朗读本页';
  };
  show(!wasReading);
  const element = document.querySelector(`#${button.dataset['of']}`);
  if (wasReading || !element) return;
  const sentences = splitSentences(wordsOf(element));
  const readNext = () => {
    if (button.dataset['state'] !== 'reading') return;
    const sentence = sentences.shift();
    if (sentence === undefined) show(false);
    else say(sentence, readNext);
  };
  readNext();
  addEventListener('pagehide', () => speechSynthesis.cancel(), { once: true });
}
