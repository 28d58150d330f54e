// A job's id is the page's hash, so that a reload, a bookmark or another browser shows the same job.
const $ = id => document.getElementById(id);
let events;

$('order').addEventListener('submit', event => {
  event.preventDefault();
  localStorage.setItem('order', JSON.stringify({ id: crypto.randomUUID(), prompt: $('prompt').value }));
  send();
});
window.addEventListener('hashchange', follow);
follow();
send();

// An order is kept until its answer is here: a reload sends it again under the same id, which is paid once.
async function send() {
  const order = localStorage.getItem('order');
  if (!order) return;
  $('send').disabled = true;
  say('');
  try {
    const response = await fetch('/videos', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: order });
    const answer = await response.json().catch(() => ({}));
    if (response.status !== 503) localStorage.removeItem('order');   // 503: may have been accepted
    if (response.ok) location.hash = answer.id;
    else say(answer.detail ?? `The server answered ${response.status}.`);
  } catch {
    say('The server does not answer. Reload the page to try again: an order is paid once.');
  } finally {
    $('send').disabled = false;
  }
}

function follow() {
  events?.close();
  const id = location.hash.slice(1);
  $('job').hidden = !id;
  if (!id) return;
  const address = `/videos/${encodeURIComponent(id)}`;
  say('');
  show({});
  events = new EventSource(`${address}/events`);   // connects again by itself
  events.addEventListener('state', event => {
    const state = JSON.parse(event.data);
    show(state, address);
    if (['Completed', 'Failed', 'Canceled'].includes(state.status)) events.close();
  });
}

function show({ status, progress, details }, address) {
  const isDone = status === 'Completed';
  const hasFailed = status === 'Failed' || status === 'Canceled';
  $('job').hidden = hasFailed;
  if (hasFailed) say(`There is no video. ${details ?? ''}`);

  const steps = [...$('steps').children];
  const now = steps.findIndex(step => step.dataset.status === status);
  steps.forEach((step, place) => {
    step.className = place < now ? 'past' : place === now ? 'now' : '';
  });
  $('details').textContent = isDone ? '' : details ?? '';
  $('progress').hidden = isDone;
  if (progress == null) $('progress').removeAttribute('value');   // moves without saying how far
  else $('progress').value = progress;

  $('video').hidden = $('save').hidden = !isDone;
  if (isDone) $('video').src = $('save').firstElementChild.href = `${address}/file`;
  else $('video').removeAttribute('src');
}

function say(text) {
  $('error').textContent = text;
  $('error').hidden = !text;
}
