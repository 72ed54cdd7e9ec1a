// Keeps the arcade playable without a network: what has a hash in its name never changes and is taken from the cache; the rest is asked
// for first, and taken from the cache when nobody answers. Only addresses of this site, only GET.
const CACHE = 'monster-3';
const FIXED = /\/(assets|data\/cartridges|data\/demos)\//;
// What a board says is of now, and may be meant for one person: never kept.
const LIVE = /\/(api|plays|feeds|export|ws|health|metrics)(\/|$)/;

self.addEventListener('install', event => event.waitUntil(caches.open(CACHE).then(cache => cache.addAll(['./', 'data/games.json'])).then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(
  Promise.resolve(self.registration.navigationPreload?.enable()).then(() => caches.keys()).then(names => Promise.all(names.filter(name => name !== CACHE).map(name => caches.delete(name)))).then(() => self.clients.claim())));

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || LIVE.test(url.pathname))
    return;
  event.respondWith(FIXED.test(url.pathname) ? fromCache(event.request) : fromNetwork(event.request, event.preloadResponse));
});

async function fromCache(request) {
  return (await caches.match(request)) ?? fetched(request);
}

async function fromNetwork(request, early) {
  const answer = await fetched(request, early).catch(e => e);
  if (answer instanceof Response && answer.status < 500)
    return answer;
  const kept = await caches.match(request, { ignoreSearch: true });
  if (!kept && answer instanceof Error)
    throw answer;
  return kept ?? answer;
}

/** @param early What the browser has asked for while this worker was started, if it did. */
async function fetched(request, early) {
  const response = (await early) ?? await fetch(request);
  if (response.ok && response.type === 'basic')
    (await caches.open(CACHE)).put(request, response.clone());
  return response;
}
