// The fragment of the address is the job id, so that a reload, a bookmark or another browser displays the same job.
const $ = id => document.getElementById(id);
let events;

$('order').addEventListener('submit', event => {
  event.preventDefault();
  localStorage.setItem('order', JSON.stringify({ id: crypto.randomUUID(), prompt: $('prompt').value }));
  send();
});
window.addEventListener('hashchange', follow);
offer();
follow();
send();

// The order is stored until the server responds. A reload sends it again with the same id, which is charged once.
async function send() {
  const order = localStorage.getItem('order');
  if (!order) return;
  $('send').disabled = true;
  say('');
  try {
    const response = await fetch('/videos', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: order });
    const answer = await response.json().catch(() => ({}));
    if (response.status !== 503) localStorage.removeItem('order');   // 503: the outcome is unknown
    if (response.ok) location.hash = answer.id;
    else say(answer.detail ?? `The server responded with status ${response.status}.`);
  } catch {
    say('The server does not respond. Reload the page to try again. The order is charged only once.');
  } finally {
    $('send').disabled = false;
  }
}

// The price is shown before the button is pressed, and so is a service on this machine, which charges nothing.
async function offer() {
  const { price, service } = await (await fetch('/videos/offer')).json();
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(service).hostname);
  $('offer').textContent = isLocal
    ? `The emulator at ${service} answers: nothing is charged. The service would charge ${price}.`
    : `A video costs ${price}.`;
}

function follow() {
  events?.close();
  const id = location.hash.slice(1);
  $('job').hidden = !id;
  if (!id) return;
  const address = `/videos/${encodeURIComponent(id)}`;
  say('');
  show({});
  events = new EventSource(`${address}/events`);   // reconnects automatically
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
  if (hasFailed) say(`The job failed. ${details ?? ''}`);

  const steps = [...$('steps').children];
  const now = steps.findIndex(step => step.dataset.status === status);
  steps.forEach((step, place) => {
    step.className = place < now ? 'past' : place === now ? 'now' : '';
  });
  $('details').textContent = isDone ? '' : details ?? '';
  $('progress').hidden = isDone;
  if (progress == null) $('progress').removeAttribute('value');   // indeterminate
  else $('progress').value = progress;

  $('video').hidden = $('save').hidden = !isDone;
  if (isDone) $('video').src = $('save').firstElementChild.href = `${address}/file`;
  else $('video').removeAttribute('src');
}

function say(text) {
  $('error').textContent = text;
  $('error').hidden = !text;
}
