// The only inline script, on every page. It applies 关怀版 before the first paint and loads the buttons' actions on the
// first press. The page's content policy contains its hash.
import { createHash } from 'node:crypto';
import actionsUrl from './page-actions.ts?worker&url';

const source = `
(function(d,r,l){
l.add("js");
"speechSynthesis" in window&&l.add("speaks");
l.toggle("care",/(^|; )care=on/.test(d.cookie));
addEventListener("submit",function(e,b){
b=e.submitter;
if(!b||b.name!="care")return;
e.preventDefault();
d.cookie="care="+b.value+";path=/;max-age=31536000;samesite=lax";
l.toggle("care",b.value=="on");
(b.nextElementSibling||b.previousElementSibling).focus()
});
addEventListener("click",function f(e,b){
b=e.target.closest("[data-action]");
if(!b)return;
removeEventListener("click",f);
import("${actionsUrl}").then(function(){b.click()})
})
})(document,document.documentElement,document.documentElement.classList)`;

export const pageScript = source.replaceAll('\n', '');
export const pageScriptHash = `sha256-${createHash('sha256').update(pageScript).digest('base64')}` as const;
