// Browser tracker: counts page views and the events a site asks for. No cookies, no dependencies, no build step.
// It never throws into the page, and stays quiet when it cannot do its work. The manual is docs/tracker.md.
// Pages get this file without its comment lines and indentation, at most 2,048 bytes gzipped: hence the short ways.
{
  const safe = task => (...values) => {
    try {
      return task(...values);
    } catch (error) {}
  };

  safe(() => {
    const script = document.currentScript || document.querySelector('script[data-website-id]');
    const settings = script.dataset;
    // The snippet may be on the page twice. `track` is asked for because <script id="sparklytics"> alone already
    // makes `window.sparklytics` that element.
    if (!settings.websiteId || (window.sparklytics || script).track) return;

    const endpoint = (settings.apiHost || script.src.replace(/[^/]*(\?.*)?$/, '')).replace(/\/*$/, '/e');
    const depths = (settings.trackScrollDepth || '').replace('true', '25,50,75,100').split(',')
      .map(depth => parseInt(depth)).filter(depth => depth > 0);

    // Payloads leave in the order they were made; they wait while a new page settles or is only prerendered.
    const queue = [];
    let settling;
    let leaving;
    let lastPage;
    let depthsAhead;
    let referrer = document.referrer || undefined;

    // Capturing at the window comes before anything that stops an event on its way.
    const listen = (type, listener) => addEventListener(type, safe(listener), true);

    const isText = value => value && typeof value === 'string';

    // Asked before each send: a privacy signal or data-disabled may change while the page is open.
    const allowed = () => settings.disabled !== 'true' && (settings.respectDnt === 'false' ||
      !/1|yes/.test(navigator.doNotTrack) && !navigator.globalPrivacyControl);

    // A string body is text/plain, which another origin takes without a preflight. Beacons are for the moment of
    // leaving only: blockers often stop them, and they do not tell the answer.
    const post = safe((body, isRetry) => {
      if (!allowed() || leaving && navigator.sendBeacon(endpoint, body)) return;
      // seconds: text of a Retry-After header, if there is one, or the error of a network failure.
      const retry = seconds => {
        if (!isRetry) setTimeout(post, Math.min(seconds > 2 ? seconds : 2, 60) * 1000, body, true);
      };
      fetch(endpoint, { method: 'POST', body, keepalive: true, credentials: 'omit' }).then(({ status, headers }) => {
        if (/429|503/.test(status)) retry(headers.get('Retry-After'));
      }, retry);
    });

    const flush = safe(() => {
      if (document.prerendering) return;
      settling = clearTimeout(settling);
      queue.splice(0).forEach(payload => {
        // Half of a surrogate pair, left where a text was cut, is not valid in JSON.
        post(JSON.stringify(payload, (key, value) => isText(value) ? value.replace(/[\ud800-\udfff]/gu, '') : value));
      });
    });

    const add = (type, fields) => {
      queue.push({
        website_id: settings.websiteId,
        type,
        url: location.href,
        referrer,
        language: navigator.language,
        visitor_id: safe(() => localStorage.sparklytics_visitor_id)(),
        ...fields
      });
      if (!settling) flush();
    };

    const utmOf = read => {
      const found = {};
      ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'].forEach(name => {
        if (isText(read(name))) found[name] = read(name);
      });
      return found;
    };

    // Campaign parameters of this address, else those the tab came with. Checked when read: pages can write there too.
    const campaign = safe(() => {
      const query = new URLSearchParams(location.search);
      const text = JSON.stringify(utmOf(name => query.get(name)));
      if (text !== '{}') sessionStorage._spl_utm = text;
      const stored = JSON.parse(sessionStorage._spl_utm);
      return utmOf(name => stored[name]);
    });

    const view = safe(event => {
      const page = settings.excludeHash === 'true' ? location.href.split('#')[0] : location.href;
      leaving = false;
      if (!allowed() || page === lastPage && !event.persisted) return;
      const isFirst = !lastPage;
      lastPage = page;
      depthsAhead = depths;
      flush();
      if (!isFirst) {
        // The visitor came to the first page only. Titles follow the address a little later: wait for them.
        referrer = undefined;
        settling = setTimeout(flush, 300);
      }
      add('pageview', {
        // Read when the payload leaves; a page that was left before it settled has the title of neither.
        title: { toJSON: () => page === lastPage && document.title.slice(0, 512) || undefined },
        screen: screen.width + 'x' + screen.height,
        screen_width: screen.width,
        screen_height: screen.height,
        ...campaign()
      });
    });

    // data: an object of at most 4,096 bytes as JSON, the limit of the server; anything but an object is left out.
    const track = safe((name, data) => {
      const json = JSON.stringify(data);
      if (!isText(name) || new Blob([json]).size > 4096) return;
      add('event', { event_name: name.slice(0, 50), event_data: /^{/.test(json) ? JSON.parse(json) : undefined });
    });

    window.sparklytics = {
      track,
      identify: safe(id => {
        if (isText(id) && id.length <= 64 && allowed()) localStorage.sparklytics_visitor_id = id;
      }),
      reset: safe(() => delete localStorage.sparklytics_visitor_id)
    };

    ['pushState', 'replaceState'].forEach(name => {
      const original = history[name];
      history[name] = function () {
        try {
          return original.apply(this, arguments);
        } finally {
          view(history);
        }
      };
    });
    listen('popstate', view);
    listen('pageshow', view);
    listen('prerenderingchange', flush);
    listen('pagehide', () => {
      leaving = true;
      flush();
    });

    if (settings.trackLinks) listen('click', event => {
      const link = event.target.closest('a[href]');
      if (!link || /^\s*(#|javascript:)/i.test(link.getAttribute('href'))) return;
      const external = link.origin !== location.origin || undefined;
      if (settings.trackLinks === 'true' || external && settings.trackLinks === 'outbound') track('link_click', {
        href: external ? link.href : link.pathname + link.search + link.hash,
        text: link.textContent.replace(/\s+/g, ' ').trim().slice(0, 100) || undefined,
        external
      });
    });

    // `track` returns nothing, so a depth that was told is no longer ahead.
    if (depths.length) listen('scroll', () => {
      const room = document.scrollingElement.scrollHeight - innerHeight;
      const reached = Math.round(scrollY / room * 100);
      if (room > 0) depthsAhead = depthsAhead.filter(depth => depth > reached || track('scroll_depth', { depth }));
    });

    // Names and target of the form only; never what was typed.
    if (settings.trackForms === 'true') listen('submit', event => {
      const attribute = name => event.target.getAttribute(name) || undefined;
      track('form_submit', {
        form_id: attribute('id'),
        form_name: attribute('name'),
        action: /^\s*(#|javascript:)/i.test(attribute('action')) ? undefined : attribute('action')
      });
    });

    view(history);
  })();
}
