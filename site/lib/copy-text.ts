// Copies an element's text. Over plain http, as in many office networks, browsers have no clipboard for pages: there the
// text is selected and copied the old way, and stays selected where even that is refused.

function copySelected(element: HTMLElement): boolean {
  getSelection()?.selectAllChildren(element);
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @returns what became of it, in words to show beside the button */
export async function copyText(element: HTMLElement): Promise<string> {
  const isCopied = (await write((element.textContent ?? '').trim())) || copySelected(element);
  return isCopied ? '已复制' : '没有复制成，请选中文字复制';
}
